// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.event.Command;
import io.jobmill.event.WorkerRecord.Running;
import io.jobmill.job.JobId;
import io.jobmill.kafka.CompactedTable;
import io.jobmill.kafka.Sends;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.report.EventPartition;
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
import java.util.Optional;
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

  private static final int TICKS_BETWEEN_CLEARING = 60;
  private static final int MOST_LOOKUPS = 500;

  private final CompactedTable<Command> commands;
  private final JobViews views;
  private final Sends sends;
  private final String topic;
  private final ProjectorListener listener;
  private final Map<String, Sign> judged = new HashMap<>();
  private int ticks;

  Stops(
      CompactedTable<Command> commands,
      JobViews views,
      Sends sends,
      String topic,
      ProjectorListener listener) {
    this.commands = commands;
    this.views = views;
    this.sends = sends;
    this.topic = topic;
    this.listener = listener;
  }

  /** Judges the signs of life that are new since the last tick. */
  void tick(ActiveJobs jobs, Liveness liveness, Set<Integer> owned) {
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
    tell(wishes);
    if (++ticks % TICKS_BETWEEN_CLEARING == 0) {
      liveness.now().ifPresent(now -> clear(now, jobs, liveness, owned));
    }
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

  private void tell(Map<JobId, Command> wishes) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    wishes.forEach(
        (id, wish) -> {
          Optional<Command> said = commands.get(id.toString()).map(CompactedTable.Entry::value);
          if (!said.equals(Optional.of(wish))) {
            records.add(record(id.toString(), CommandCodec.encode(wish)));
          }
        });
    if (!records.isEmpty()) {
      sends.all(records);
      listener.told(records.size());
    }
  }

  private void clear(Instant now, ActiveJobs jobs, Liveness liveness, Set<Integer> owned) {
    Set<JobId> listed = new HashSet<>();
    liveness.signs().forEach(sign -> sign.attempts().forEach(r -> listed.add(r.id())));
    List<ProducerRecord<byte[], byte[]>> tombstones = new ArrayList<>();
    commands
        .entries()
        .values()
        .forEach(
            entry -> {
              JobId id = entry.value().id();
              boolean served =
                  entry.appendedAt().plus(KEPT).isBefore(now)
                      && jobs.get(id) == null
                      && !listed.contains(id);
              if (served && owned.contains(EventPartition.of(id))) {
                tombstones.add(record(entry.key(), null));
              }
            });
    if (!tombstones.isEmpty()) {
      sends.all(tombstones);
    }
  }

  private ProducerRecord<byte[], byte[]> record(String key, byte @Nullable [] value) {
    return new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
  }
}
