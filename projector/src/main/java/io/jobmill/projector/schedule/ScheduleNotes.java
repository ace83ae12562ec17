// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.schedule;

import io.jobmill.job.JobId;
import io.jobmill.kafka.CompactedTable;
import io.jobmill.kafka.EventPartition;
import io.jobmill.kafka.Sends;
import io.jobmill.projector.schedule.OccurrenceRule.Standing;
import io.jobmill.schedule.ScheduleRecord;
import io.jobmill.schedule.ScheduleRecord.Definition;
import io.jobmill.schedule.ScheduleRecord.Progress;
import io.jobmill.wire.ScheduleCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The schedules, and the notes on how far they have come. A note of its own counts at once, though
 * the topic's reader may not have met it yet.
 */
final class ScheduleNotes {

  private static final Duration CATCH_UP = Duration.ofSeconds(2);

  private final CompactedTable<ScheduleRecord> table;
  private final Sends sends;
  private final String topic;
  private final Map<JobId, Noted> own = new HashMap<>();
  private final Set<Integer> caughtUp = new HashSet<>();

  /**
   * @param topic the full name of the schedules topic
   */
  ScheduleNotes(CompactedTable<ScheduleRecord> table, Sends sends, String topic) {
    this.table = table;
    this.sends = sends;
    this.topic = topic;
  }

  /** A note and where it stands. */
  private record Noted(Progress progress, long offset, Instant at) {}

  /**
   * Whether all is known that others had noted when these partitions became ours; waits a moment
   * for it.
   */
  boolean isCaughtUp(Set<Integer> ready) {
    if (!caughtUp.containsAll(ready)) {
      if (!table.readToEnd(CATCH_UP)) {
        return false;
      }
      caughtUp.addAll(ready);
    }
    return true;
  }

  /** The schedules of these partitions, and what was noted last of each. */
  List<Standing> standings(IntPredicate partition) {
    List<Standing> found = new ArrayList<>();
    for (CompactedTable.Entry<ScheduleRecord> entry : table.entries().values()) {
      if (entry.value() instanceof Definition definition
          && partition.test(EventPartition.of(definition.id()))) {
        Noted noted = noted(definition.id());
        found.add(
            noted == null
                ? new Standing(definition, entry.appendedAt(), null, Instant.EPOCH)
                : new Standing(definition, entry.appendedAt(), noted.progress(), noted.at()));
      }
    }
    return found;
  }

  /**
   * Takes away what was noted of schedules that are gone. One of the same name that is made at this
   * moment begins anew.
   */
  void removeOrphans(IntPredicate partition) {
    List<ProducerRecord<byte[], byte[]>> tombstones = new ArrayList<>();
    for (CompactedTable.Entry<ScheduleRecord> entry : table.entries().values()) {
      if (entry.value() instanceof Progress progress
          && partition.test(EventPartition.of(progress.id()))
          && table.get(progress.id().toString()).isEmpty()) {
        tombstones.add(record(progress.key(), null));
        own.remove(progress.id());
      }
    }
    sends.all(tombstones);
  }

  private @Nullable Noted noted(JobId id) {
    Noted mine = own.get(id);
    CompactedTable.Entry<ScheduleRecord> entry = table.get(Progress.key(id)).orElse(null);
    if (entry != null
        && entry.value() instanceof Progress progress
        && (mine == null || mine.offset() <= entry.offset())) {
      own.remove(id);
      return new Noted(progress, entry.offset(), entry.appendedAt());
    }
    return mine;
  }

  void write(List<Progress> notes) {
    List<RecordMetadata> written =
        sends.all(
            notes.stream().map(note -> record(note.key(), ScheduleCodec.encode(note))).toList());
    for (int i = 0; i < notes.size(); i++) {
      RecordMetadata at = written.get(i);
      own.put(
          notes.get(i).id(),
          new Noted(notes.get(i), at.offset(), Instant.ofEpochMilli(at.timestamp())));
    }
  }

  /** Takes away both what a schedule is and how far it has come. */
  void remove(List<JobId> schedules) {
    List<ProducerRecord<byte[], byte[]>> tombstones = new ArrayList<>();
    for (JobId id : schedules) {
      tombstones.add(record(id.toString(), null));
      tombstones.add(record(Progress.key(id), null));
    }
    sends.all(tombstones);
    schedules.forEach(own::remove);
  }

  /** Forgets what it noted itself for partitions that are another's now. */
  void drop(Set<Integer> partitions) {
    caughtUp.removeAll(partitions);
    own.keySet().removeIf(id -> partitions.contains(EventPartition.of(id)));
  }

  /**
   * A record of the topic.
   *
   * @param value absent, what the key stands for is taken away
   */
  ProducerRecord<byte[], byte[]> record(String key, byte @Nullable [] value) {
    return new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
  }
}
