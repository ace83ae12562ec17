// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import io.jobmill.job.Pool;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.LoopThread;
import io.jobmill.kafka.QueueGroup;
import io.jobmill.kafka.Sends;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.worker.execution.AttemptExecutor;
import io.jobmill.worker.execution.Slots;
import io.jobmill.worker.handler.HandlerRegistry;
import io.jobmill.worker.metrics.WorkerListener;
import io.jobmill.worker.report.EventReporter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
   */
  public record Rules(
      Definitions definitions,
      HandlerRegistry handlers,
      @Nullable SecretKeyring keyring,
      boolean adHoc) {}

  /**
   * What all lanes share.
   *
   * @param hostname the worker's name
   */
  public record Surroundings(
      String hostname, WorkerListener listener, Clock clock, LongSupplier nanos) {}

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
  public Intake build(Map<Pool, QueueGroup> groups, int slots, Surroundings around) {
    List<Lane> lanes = new ArrayList<>();
    List<LoopThread> threads = new ArrayList<>();
    Map<Pool, Integer> shares = SlotShares.of(List.copyOf(groups.keySet()), slots);
    shares.forEach(
        (pool, share) -> {
          QueueGroup group = groups.get(pool);
          if (group == null) {
            throw new IllegalStateException("no group for pool " + pool);
          }
          Slots own = new Slots(share);
          around.listener().slots(pool, share, own::free);
          Claimer claimer = claimer(pool, group, around);
          List<Integer> sizes = LaneSizes.of(share);
          log.info("serving pool={} slots={} lanes={}: {}", pool, share, sizes, group.bound());
          for (int i = 0; i < sizes.size(); i++) {
            String name = "lane-" + pool + "-" + (i + 1);
            Lane lane = lane(name, group, sizes.get(i), claimer, own, around);
            lanes.add(lane);
            threads.add(new LoopThread(name, lane, around.listener()));
          }
        });
    return new Intake(lanes, threads);
  }

  private Claimer claimer(Pool pool, QueueGroup group, Surroundings around) {
    RequestCheck check =
        new RequestCheck(rules.handlers(), new RequestVariables(rules.keyring()), rules.adHoc());
    return new Claimer(
        new RecordJudge(rules.definitions(), check, rules.keyring(), around.clock()),
        new VerdictRecords(
            reporter.records(), clients.settings().topics().deadLetters(), around.hostname()),
        durable,
        reporter,
        new Claimer.Terms(
            pool, ClaimTimes.within(group.lockDuration()), around.listener(), around.nanos()));
  }

  private Lane lane(
      String name, QueueGroup group, int size, Claimer claimer, Slots slots, Surroundings around) {
    boolean severalPartitions = clients.settings().queuePartitions() > 1;
    return new Lane(
        new Lane.Place(group.groupId(), size, severalPartitions),
        () -> clients.lane(name, group.groupId(), size),
        claimer,
        slots,
        new Lane.Starter(executor, around.listener()));
  }
}
