// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.schedule;

import io.jobmill.job.JobId;
import io.jobmill.kafka.CompactedTable;
import io.jobmill.kafka.EventPartition;
import io.jobmill.kafka.Sends;
import io.jobmill.schedule.ScheduleRecord;
import io.jobmill.schedule.ScheduleRecord.Definition;
import io.jobmill.schedule.ScheduleRecord.Progress;
import io.jobmill.wire.ScheduleCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The schedules, and the notes on how far they have come. A note of its own counts at once, though
 * the topic's reader may not have met it yet.
 */
final class ScheduleNotes {

  private final CompactedTable<ScheduleRecord> table;
  private final Sends sends;
  private final String topic;
  private final Map<JobId, Noted> own = new HashMap<>();

  /**
   * @param topic the full name of the schedules topic
   */
  ScheduleNotes(CompactedTable<ScheduleRecord> table, Sends sends, String topic) {
    this.table = table;
    this.sends = sends;
    this.topic = topic;
  }

  /** A note and where it stands. */
  record Noted(Progress progress, long offset, Instant at) {}

  /** Waits for what others have noted by now; false if that takes longer. */
  boolean readToEnd(Duration bound) {
    return table.readToEnd(bound);
  }

  /** The schedules of these partitions. */
  List<Definition> definitions(IntPredicate partition) {
    List<Definition> found = new ArrayList<>();
    for (CompactedTable.Entry<ScheduleRecord> entry : table.entries().values()) {
      if (entry.value() instanceof Definition definition
          && partition.test(EventPartition.of(definition.id()))) {
        found.add(definition);
      }
    }
    return found;
  }

  /** The notes of these partitions whose schedule was taken away. */
  List<Progress> orphans(IntPredicate partition) {
    List<Progress> found = new ArrayList<>();
    for (CompactedTable.Entry<ScheduleRecord> entry : table.entries().values()) {
      if (entry.value() instanceof Progress progress
          && partition.test(EventPartition.of(progress.id()))
          && table.get(progress.id().toString()).isEmpty()) {
        found.add(progress);
      }
    }
    return found;
  }

  /** What was noted last; where nothing was, the beginning. */
  Noted of(Definition definition) {
    Noted mine = own.get(definition.id());
    CompactedTable.Entry<ScheduleRecord> entry =
        table.get(Progress.key(definition.id())).orElse(null);
    if (entry != null
        && entry.value() instanceof Progress progress
        && (mine == null || mine.offset() <= entry.offset())) {
      own.remove(definition.id());
      return new Noted(progress, entry.offset(), entry.appendedAt());
    }
    return mine == null ? new Noted(OccurrenceRule.begin(definition), -1, Instant.EPOCH) : mine;
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
  void drop(IntPredicate partition) {
    own.keySet().removeIf(id -> partition.test(EventPartition.of(id)));
  }

  private ProducerRecord<byte[], byte[]> record(String key, byte @Nullable [] value) {
    return new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
  }
}
