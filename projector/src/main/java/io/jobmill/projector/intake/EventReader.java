// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.intake;

import io.jobmill.event.JobEvent;
import io.jobmill.kafka.DeadLetter;
import io.jobmill.kafka.EventPartition;
import io.jobmill.kafka.Sends;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.projection.PlacedEvent;
import io.jobmill.projector.projection.Position;
import io.jobmill.wire.JobEventCodec;
import io.jobmill.wire.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes events of records; what cannot be read is in the dead letters before this returns. */
final class EventReader {

  /** A view holds the event's request and must stay below the 16 MiB of a document. */
  private static final int LARGEST_EVENT = 12 * 1024 * 1024;

  private static final Logger log = LoggerFactory.getLogger(EventReader.class);

  private final Sends sends;
  private final String deadLetters;
  private final ProjectorListener listener;

  EventReader(Sends sends, String deadLetters, ProjectorListener listener) {
    this.sends = sends;
    this.deadLetters = deadLetters;
    this.listener = listener;
  }

  /**
   * Adds the events of the records to the batch.
   *
   * @throws io.jobmill.kafka.SendFailedException if a dead letter could not be written; nothing was
   *     added
   */
  void read(ConsumerRecords<byte[], byte[]> records, EventBatch batch) {
    List<PlacedEvent> events = new ArrayList<>(records.count());
    List<ProducerRecord<byte[], byte[]>> unreadable = new ArrayList<>(0);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        events.add(read(record));
      } catch (UnreadableRecordException e) {
        log.warn(
            "event cannot be read, to the dead letters partition={} offset={} reason={}",
            record.partition(),
            record.offset(),
            e.getMessage());
        unreadable.add(DeadLetter.of(deadLetters, record, String.valueOf(e.getMessage())));
        listener.deadLettered(record.topic());
      }
    }
    if (!unreadable.isEmpty()) {
      sends.all(unreadable);
    }
    events.forEach(batch::add);
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> own = records.records(partition);
      batch.passed(
          partition.partition(),
          own.get(own.size() - 1).offset() + 1,
          Instant.ofEpochMilli(own.get(0).timestamp()));
    }
  }

  private static PlacedEvent read(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    if (value != null && value.length > LARGEST_EVENT) {
      throw new UnreadableRecordException("the event has more than 12 MiB: " + value.length);
    }
    JobEvent event = JobEventCodec.decode(value);
    checkPlace(event, record);
    return new PlacedEvent(
        event,
        new Position(
            record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp())));
  }

  /**
   * In another partition another owner would write the same view, and offsets would mean nothing.
   */
  private static void checkPlace(JobEvent event, ConsumerRecord<byte[], byte[]> record) {
    byte[] key = event.envelope().id().toString().getBytes(StandardCharsets.ISO_8859_1);
    if (!Arrays.equals(key, record.key())) {
      throw new UnreadableRecordException("the record's key is not the job's id");
    }
    if (EventPartition.ofKey(key) != record.partition()) {
      throw new UnreadableRecordException("the job's events belong in another partition");
    }
  }
}
