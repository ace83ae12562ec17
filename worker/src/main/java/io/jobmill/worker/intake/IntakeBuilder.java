// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import io.jobmill.job.JobQueue;
import io.jobmill.job.Pool;
import io.jobmill.job.Priority;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.LoopThread;
import io.jobmill.kafka.QueueGroup;
import io.jobmill.kafka.Sends;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.worker.command.Drain;
import io.jobmill.worker.execution.AttemptExecutor;
import io.jobmill.worker.execution.SlotGuarantee;
import io.jobmill.worker.execution.Slots;
import io.jobmill.worker.handler.HandlerRegistry;
import io.jobmill.worker.metrics.WorkerListener;
import io.jobmill.worker.report.BrokerTime;
import io.jobmill.worker.report.EventReporter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the lanes of a worker together. */
public final class IntakeBuilder {

  private static final Logger log = LoggerFactory.getLogger(IntakeBuilder.class);

  private final KafkaClients clients;
  private final Sends durable;
  private final EventReporter reporter;
  private final AttemptExecutor executor;
  private final Rules rules;

  /**
   * By what requests are judged.
   *
   * @param adHoc whether records may bring scripts and HTTP requests of their own
   * @param brokerTime by which it is judged whether a request's time is over
   */
  public record Rules(
      Definitions definitions,
      HandlerRegistry handlers,
      @Nullable SecretKeyring keyring,
      boolean adHoc,
      BrokerTime brokerTime) {

    private RecordJudge judge(Clock clock) {
      return new RecordJudge(
          definitions,
          new RequestCheck(handlers, new RequestVariables(keyring), adHoc),
          keyring,
          new RecordJudge.Clocks(clock, brokerTime));
    }
  }

  /**
   * What there is to take from.
   *
   * @param queues the groups of all queues of the pools
   * @param broadcasts of each pool
   */
  public record Sources(Map<JobQueue, QueueGroup> queues, List<BroadcastFeed> broadcasts) {

    private List<Pool> pools() {
      return queues.keySet().stream().map(JobQueue::pool).distinct().toList();
    }
  }

  /**
   * What there is to run jobs in.
   *
   * @param total for all pools together
   */
  public record Room(int total, SlotGuarantee guarantee) {}

  /**
   * What all lanes share.
   *
   * @param hostname the worker's name
   * @param drain whether anything is to be taken
   */
  public record Surroundings(
      String hostname, WorkerListener listener, Drain drain, Clock clock, LongSupplier nanos) {}

  /**
   * @param durable sends what must be durable before a record is accepted, within {@link
   *     ClaimTimes#durable} of the shortest lock
   */
  public IntakeBuilder(
      KafkaClients clients,
      Sends durable,
      EventReporter reporter,
      AttemptExecutor executor,
      Rules rules) {
    this.clients = clients;
    this.durable = durable;
    this.reporter = reporter;
    this.executor = executor;
    this.rules = rules;
  }

  /**
   * @throws IllegalArgumentException if the slots do not go around
   */
  public Intake build(Sources sources, Room room, Surroundings around) {
    List<IntSupplier> passes = new ArrayList<>();
    List<LoopThread> threads = new ArrayList<>();
    Map<Pool, Slots> slotsOf = new HashMap<>();
    SlotShares.of(sources.pools(), room.total())
        .forEach(
            (pool, share) -> {
              Slots own = new Slots(share, room.guarantee(), around.nanos());
              slotsOf.put(pool, own);
              around.listener().slots(pool, share, own::used);
            });
    // The normal queues' lanes first: where slots do not suffice for all, theirs stand by.
    sources.queues().entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().priority() != Priority.NORMAL))
        .forEach(
            entry -> {
              Slots own = slotsOf.get(entry.getKey().pool());
              for (NamedLane named : lanes(entry.getKey(), entry.getValue(), own, around)) {
                passes.add(named.lane()::passes);
                threads.add(new LoopThread(named.name(), named.lane(), around.listener()));
              }
            });
    threads.add(
        new LoopThread(
            "unwatched",
            UnwatchedQueues.EVERY,
            new UnwatchedQueues(clients, sources.queues(), slotsOf),
            around.listener()));
    for (BroadcastFeed feed : sources.broadcasts()) {
      BroadcastLane lane = broadcastLane(feed, slotsOf.get(feed.pool()), around);
      passes.add(lane::passes);
      threads.add(new LoopThread("broadcast-" + feed.pool(), lane, around.listener()));
    }
    return new Intake(passes, threads);
  }

  private BroadcastLane broadcastLane(
      BroadcastFeed feed, @Nullable Slots slots, Surroundings around) {
    if (slots == null) {
      throw new IllegalStateException("no slots for pool " + feed.pool());
    }
    BroadcastClaimer claimer =
        new BroadcastClaimer(
            rules.judge(around.clock()),
            says(around),
            durable,
            reporter,
            new BroadcastClaimer.Terms(
                reporter.records().origin().id(), rules.keyring(), around.listener()));
    return new BroadcastLane(
        feed,
        claimer,
        slots,
        new Lane.Starter(executor, rules.definitions(), around.listener(), around.drain()));
  }

  private record NamedLane(String name, Lane lane) {}

  private List<NamedLane> lanes(
      JobQueue queue, QueueGroup group, @Nullable Slots slots, Surroundings around) {
    if (slots == null) {
      throw new IllegalStateException("no slots for queue " + queue);
    }
    boolean normal = queue.priority() == Priority.NORMAL;
    List<Integer> sizes =
        normal ? LaneSizes.of(slots.total()) : LaneSizes.besideNormal(slots.total());
    log.info("serving queue={} slots={} lanes={}: {}", queue, slots.total(), sizes, group.bound());
    Claimer claimer = claimer(queue, group, around);
    List<NamedLane> lanes = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      String name =
          "lane-" + queue.pool() + (normal ? "-" : "-" + queue.priority().word() + "-") + (i + 1);
      Lane.Place place =
          new Lane.Place(
              queue.priority(),
              group.groupId(),
              sizes.get(i),
              !normal && i > 0,
              clients.settings().queuePartitions() > 1);
      lanes.add(new NamedLane(name, lane(name, place, claimer, slots, around)));
    }
    return lanes;
  }

  private Claimer claimer(JobQueue queue, QueueGroup group, Surroundings around) {
    return new Claimer(
        rules.judge(around.clock()),
        says(around),
        durable,
        reporter,
        new Claimer.Terms(
            queue, ClaimTimes.within(group.lockDuration()), around.listener(), around.nanos()));
  }

  private VerdictRecords says(Surroundings around) {
    return new VerdictRecords(
        reporter.records(), clients.settings().topics().deadLetters(), around.hostname());
  }

  private Lane lane(
      String name, Lane.Place place, Claimer claimer, Slots slots, Surroundings around) {
    return new Lane(
        place,
        () -> clients.lane(name, place.topic(), place.size()),
        claimer,
        slots,
        new Lane.Starter(executor, rules.definitions(), around.listener(), around.drain()));
  }
}
