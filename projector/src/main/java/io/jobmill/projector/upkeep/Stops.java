// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.event.Command;
import io.jobmill.event.WorkerRecord.Running;
import io.jobmill.job.JobId;
import io.jobmill.job.JobQueue;
import io.jobmill.job.QueuePoint;
import io.jobmill.kafka.CompactedTable;
import io.jobmill.kafka.EventPartition;
import io.jobmill.kafka.Sends;
import io.jobmill.projector.upkeep.ActiveJobs.QueuePartition;
import io.jobmill.store.JobViews;
import io.jobmill.view.JobView;
import io.jobmill.wire.CommandCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Tells workers to stop what they list and no longer own, and takes the order back once it has
 * served. What was ordered is in the commands topic, so nothing of it is kept here.
 */
final class Stops {

  /** Long enough for a worker that was paused to come back and read it. */
  private static final Duration KEPT = Duration.ofMinutes(10);

  /**
   * Longer than a queue keeps its records: of a job that is not known any more, nobody can say when
   * the last of them has passed.
   */
  private static final Duration KEPT_OF_UNKNOWN = Duration.ofDays(31);

  /** A worker that claimed the attempt just when it was told may have missed it. */
  private static final Duration BETWEEN_TELLINGS = Duration.ofSeconds(5);

  private static final int TICKS_BETWEEN_CLEARING = 60;
  private static final int MOST_LOOKUPS = 500;

  private final CompactedTable<Command> commands;
  private final JobViews views;
  private final Sends sends;
  private final String topic;
  private final Map<String, Sign> judged = new HashMap<>();
  private final Set<JobQueue> queues = new HashSet<>();
  private Map<QueuePartition, Long> doneBelow = Map.of();
  private int ticks;

  Stops(CompactedTable<Command> commands, JobViews views, Sends sends, String topic) {
    this.commands = commands;
    this.views = views;
    this.sends = sends;
    this.topic = topic;
  }

  /** The queues whose progress decides whether an order has served. */
  Set<JobQueue> queues() {
    return queues;
  }

  /** Below which offset the workers are through with everything. */
  void passed(Map<QueuePartition, Long> offsets) {
    doneBelow = offsets;
  }

  /**
   * Judges the signs of life that are new since the last tick.
   *
   * @return how many orders were given
   */
  int tick(ActiveJobs jobs, Liveness liveness, Set<Integer> owned) {
    Map<JobId, Command> wishes = new HashMap<>();
    Map<JobId, Listed> unknown = new HashMap<>();
    for (Sign sign : liveness.signs()) {
      Sign before = judged.put(sign.worker().id(), sign);
      if (!sign.equals(before)) {
        sign.attempts().stream()
            .filter(running -> owned.contains(EventPartition.of(running.id())))
            .forEach(running -> judge(new Listed(sign, running), before, jobs, wishes, unknown));
      }
    }
    judged.keySet().retainAll(liveness.signs().stream().map(sign -> sign.worker().id()).toList());
    lookUp(unknown, wishes);
    Instant now = liveness.now().orElseThrow();
    int told = tell(wishes, now);
    if (++ticks % TICKS_BETWEEN_CLEARING == 0) {
      clear(now, jobs, liveness, owned);
    }
    return told;
  }

  private record Listed(Sign sign, Running running) {}

  private static void judge(
      Listed listed,
      @Nullable Sign before,
      ActiveJobs jobs,
      Map<JobId, Command> wishes,
      Map<JobId, Listed> unknown) {
    ActiveJob job = jobs.get(listed.running().id());
    if (job != null) {
      StopRule.wish(listed.sign(), listed.running(), job)
          .ifPresent(wish -> wishes.put(job.id(), wish));
    } else if (before != null
        && before.attempts().contains(listed.running())
        && unknown.size() < MOST_LOOKUPS) {
      // Most attempts that are listed once too often have just ended; these have not for a while.
      unknown.put(listed.running().id(), listed);
    }
  }

  private void lookUp(Map<JobId, Listed> unknown, Map<JobId, Command> wishes) {
    if (unknown.isEmpty()) {
      return;
    }
    for (JobView view : views.findAll(unknown.keySet()).values()) {
      Listed listed = unknown.get(view.id());
      if (listed != null) {
        StopRule.wish(listed.sign(), listed.running(), view)
            .ifPresent(wish -> wishes.put(view.id(), wish));
      }
    }
  }

  private int tell(Map<JobId, Command> wishes, Instant now) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    wishes.forEach(
        (id, wish) -> {
          var said = commands.get(id.toString()).orElse(null);
          Command whole = said == null ? wish : wish.and(said.value());
          if (said == null
              || !said.value().equals(whole)
              || said.appendedAt().plus(BETWEEN_TELLINGS).isBefore(now)) {
            records.add(record(id.toString(), CommandCodec.encode(whole)));
          }
        });
    if (!records.isEmpty()) {
      sends.all(records);
    }
    return records.size();
  }

  private void clear(Instant now, ActiveJobs jobs, Liveness liveness, Set<Integer> owned) {
    Set<JobId> listed = new HashSet<>();
    liveness.signs().forEach(sign -> sign.attempts().forEach(r -> listed.add(r.id())));
    List<ProducerRecord<byte[], byte[]>> tombstones = new ArrayList<>();
    Map<JobId, Instant> cancelled = new HashMap<>();
    for (var entry : commands.entries().values()) {
      JobId id = entry.value().id();
      boolean old = entry.appendedAt().plus(KEPT).isBefore(now);
      if (!old || jobs.get(id) != null || listed.contains(id) || !isOwned(id, owned)) {
        continue;
      }
      if (!entry.value().cancel()) {
        tombstones.add(record(entry.key(), null));
      } else if (cancelled.size() < MOST_LOOKUPS) {
        cancelled.put(id, entry.appendedAt());
      }
    }
    served(cancelled, now).forEach(id -> tombstones.add(record(id.toString(), null)));
    if (!tombstones.isEmpty()) {
      sends.all(tombstones);
    }
  }

  /** Those cancelled jobs of which no record can come to a worker any more. */
  private List<JobId> served(Map<JobId, Instant> cancelled, Instant now) {
    queues.clear();
    Map<JobId, JobView> known = cancelled.isEmpty() ? Map.of() : views.findAll(cancelled.keySet());
    List<JobId> served = new ArrayList<>();
    cancelled.forEach(
        (id, since) -> {
          JobView view = known.get(id);
          if (view != null) {
            queues.add(view.queue().queue());
          }
          if (view == null ? since.plus(KEPT_OF_UNKNOWN).isBefore(now) : isPassed(view.queue())) {
            served.add(id);
          }
        });
    return served;
  }

  private boolean isPassed(QueuePoint queue) {
    QueuePartition at = new QueuePartition(queue.queue(), queue.partition());
    return doneBelow.getOrDefault(at, 0L) > queue.offset();
  }

  private static boolean isOwned(JobId id, Set<Integer> owned) {
    return owned.contains(EventPartition.of(id));
  }

  private ProducerRecord<byte[], byte[]> record(String key, byte @Nullable [] value) {
    return new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
  }
}
