// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import io.jobmill.event.Command;
import io.jobmill.event.Origin;
import io.jobmill.event.WorkerRecord;
import io.jobmill.job.JobId;
import io.jobmill.kafka.CompactedTable;
import io.jobmill.kafka.EventRecords;
import io.jobmill.kafka.SendFailedException;
import io.jobmill.kafka.Sends;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.projection.FoldedJob;
import io.jobmill.projector.projection.PlacedEvent;
import io.jobmill.projector.schedule.Occurrences;
import io.jobmill.projector.store.WatermarkWriter;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.store.JobViews;
import io.jobmill.view.JobView;
import io.jobmill.wire.WorkerRecordCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * One start of a projector: the real upkeep, over a loop that does what the real one does, one step
 * at a time and with a place to die at between any two.
 */
final class ModelProjector {

  private static final SecretKeyring KEYRING =
      new SecretKeyring("a secret of the model, 32 characters or more");
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  private final ModelBroker broker;
  private final ModelStore store;
  private final ModelEnds ends;
  private final Origin origin;
  private final Upkeep upkeep;
  private final LimitChanges changes = new LimitChanges();
  private final ModelDecisions decisions;
  private final Map<Integer, Long> next = new TreeMap<>();
  private final Map<JobId, JobView> recent = new HashMap<>();
  private @Nullable Instant lastTick;
  private int heard;
  private int deaf;

  ModelProjector(
      Origin origin,
      ModelStore store,
      ModelEnds ends,
      ModelProducer producer,
      ModelDecisions.Surroundings around) {
    this.origin = origin;
    this.broker = around.broker();
    this.store = store;
    this.ends = ends;
    this.upkeep = upkeep(producer);
    this.decisions = new ModelDecisions(this, around);
  }

  Origin origin() {
    return origin;
  }

  ModelStore store() {
    return store;
  }

  ModelEnds ends() {
    return ends;
  }

  LimitChanges changes() {
    return changes;
  }

  /** What it does about limits, on a thread of its own. */
  ModelDecisions decisions() {
    return decisions;
  }

  private Upkeep upkeep(ModelProducer producer) {
    EventRecords says = new EventRecords(ModelBroker.TOPICS.events(), origin, clock());
    Sends sends = new Sends(producer);
    Liveness liveness = new Liveness(origin);
    JobViews views = store.asViews();
    CompactedTable<Command> commands = commands();
    String topic = ModelBroker.TOPICS.commands();
    RequestRecords asking =
        new RequestRecords(
            signed(says), new Addressing(liveness, name -> Optional.empty(), ANSWER_WITHIN));
    Rounds.Effects effects =
        new Rounds.Effects(
            new LostReports(says, sends, ProjectorListener.NONE),
            new Asks(views, sends, asking, ProjectorListener.NONE),
            new GoneRequests(views, originals(), asking, sends, commands),
            new Orders(
                new Stops(commands, views, sends, topic),
                new Cancels(commands, says, sends, topic),
                ProjectorListener.NONE),
            silent(Occurrences.class),
            silent(Appointments.class),
            ProjectorListener.NONE);
    Locks locks = silent(Locks.class);
    when(locks.of(any())).thenReturn(ModelBroker.LOCK);
    when(locks.defaultHeartbeat()).thenReturn(Jobs.EVERY);
    Rounds rounds =
        new Rounds(
            new LeaseRound(ends),
            new QueueRound(ends),
            new Suspicion(locks, ANSWER_WITHIN, new ExpirySweep(name -> Optional.empty())),
            effects,
            silent(WatermarkWriter.class));
    return new Upkeep(store.asKept(), workersTopic(), liveness, rounds, silent(Retention.class));
  }

  SignedRequests signed(EventRecords says) {
    return new SignedRequests(ModelBroker.TOPICS, KEYRING, says);
  }

  Set<Integer> owned() {
    return Set.copyOf(next.keySet());
  }

  void assign(Collection<Integer> partitions) {
    Map<Integer, Long> from = new HashMap<>();
    partitions.forEach(partition -> from.put(partition, store.position(partition)));
    next.putAll(from);
    upkeep.assigned(from);
  }

  void revoke(Set<Integer> partitions) {
    next.keySet().removeAll(partitions);
    recent.clear();
    upkeep.revoked(partitions);
  }

  /** How many of the latest signs of life have not reached it. */
  void hearsAllBut(int records) {
    deaf = records;
  }

  /**
   * Projects the next events of every partition it believes to own.
   *
   * @param dies after the views are written and before the positions are
   */
  void project(int most, boolean dies) {
    Map<JobId, List<PlacedEvent>> open = new LinkedHashMap<>();
    Map<Integer, Long> reached = new TreeMap<>();
    next.forEach(
        (partition, from) -> {
          List<PlacedEvent> log = broker.events(partition);
          int end = (int) Math.min(log.size(), from + most);
          log.subList((int) Math.min(from, end), end)
              .forEach(
                  placed ->
                      open.computeIfAbsent(placed.event().envelope().id(), id -> new ArrayList<>())
                          .add(placed));
          reached.put(partition, Math.max(from, end));
        });
    List<FoldedJob> stored = write(open);
    if (dies) {
      return;
    }
    Set<Integer> moved = new HashSet<>();
    reached.forEach(
        (partition, end) -> {
          long from = Objects.requireNonNull(next.get(partition));
          if (end > from && !store.move(partition, from, end)) {
            moved.add(partition);
          }
        });
    if (!moved.isEmpty()) {
      // The store is not as it was left: taken over again from where it stands.
      Set<Integer> all = owned();
      revoke(all);
      assign(all);
      return;
    }
    next.putAll(reached);
    upkeep.projected(stored, reached);
    stored.forEach(changes::see);
  }

  private List<FoldedJob> write(Map<JobId, List<PlacedEvent>> jobs) {
    Map<JobId, List<PlacedEvent>> open = new LinkedHashMap<>(jobs);
    Map<JobId, JobView> before = store.find(open.keySet());
    before.putAll(recent);
    List<FoldedJob> stored = new ArrayList<>();
    while (!open.isEmpty()) {
      List<FoldedJob> folded = new ArrayList<>();
      Map<JobId, JobView> known = before;
      open.forEach((id, events) -> FoldedJob.of(known.get(id), events).ifPresent(folded::add));
      Set<JobId> outdone = store.write(folded);
      for (FoldedJob job : folded) {
        if (!outdone.contains(job.after().id())) {
          recent.put(job.after().id(), job.after());
          stored.add(job);
        }
      }
      outdone.forEach(recent::remove);
      open.keySet().retainAll(outdone);
      before = store.find(outdone);
    }
    return stored;
  }

  /** One pass of upkeep; what the cluster does not answer or take ends it. */
  void pass() {
    try {
      upkeep.pass();
    } catch (KafkaException | SendFailedException e) {
      // The loop goes on with the next pass.
    }
  }

  private ModelClock clock() {
    return new ModelClock(broker);
  }

  private CompactedTable<Command> commands() {
    CompactedTable<Command> table = silent();
    when(table.get(any()))
        .thenAnswer(
            call -> Optional.ofNullable(broker.commands().get(call.<String>getArgument(0))));
    when(table.entries()).thenAnswer(call -> broker.commands());
    return table;
  }

  private GoneRequests.Original originals() {
    GoneRequests.Original original = silent(GoneRequests.Original.class);
    when(original.of(any()))
        .thenAnswer(
            call -> {
              JobView view = call.getArgument(0);
              return Optional.of(broker.queue().get((int) view.queue().offset()).request());
            });
    return original;
  }

  private WorkersTopic workersTopic() {
    WorkersTopic topic = silent(WorkersTopic.class);
    when(topic.isTime()).thenReturn(true);
    when(topic.pass(any())).thenAnswer(call -> listen(call.getArgument(0)));
    return topic;
  }

  private boolean listen(Liveness liveness) {
    if (lastTick == null || !broker.now().isBefore(lastTick.plusSeconds(1))) {
      lastTick = broker.now();
      WorkerRecord.Tick tick = new WorkerRecord.Tick(origin, 1, broker.now());
      broker.append(
          new ProducerRecord<>(
              ModelBroker.TOPICS.workers(),
              ("tick:" + origin.id()).getBytes(StandardCharsets.UTF_8),
              WorkerRecordCodec.encode(tick)));
    }
    boolean moved = false;
    for (; heard < broker.workers().size() - deaf; heard++) {
      ModelBroker.Heard sign = broker.workers().get(heard);
      moved |= liveness.read(sign.record(), sign.at());
    }
    return moved;
  }

  private static <T> T silent(Class<T> type) {
    return mock(type, withSettings().stubOnly());
  }

  @SuppressWarnings("unchecked") // Of a class literal there is no other way.
  private static CompactedTable<Command> silent() {
    return mock(CompactedTable.class, withSettings().stubOnly());
  }
}
