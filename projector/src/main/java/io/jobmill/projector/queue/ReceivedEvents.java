// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.queue;

import io.jobmill.event.JobEvent;
import io.jobmill.job.JobId;
import io.jobmill.job.JobQueue;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.job.QueuePoint;
import io.jobmill.kafka.DeadLetter;
import io.jobmill.kafka.EventRecords;
import io.jobmill.wire.Topics;
import io.jobmill.wire.UnreadableRecordException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the {@code received} event of a queue record. */
final class ReceivedEvents {

  private static final Logger log = LoggerFactory.getLogger(ReceivedEvents.class);

  private final Topics topics;
  private final Requests requests;
  private final EventRecords events;

  ReceivedEvents(Topics topics, Requests requests, EventRecords events) {
    this.topics = topics;
    this.requests = requests;
    this.events = events;
  }

  /**
   * Empty for what cannot be read on a queue: the worker that meets it puts it to the dead letters.
   * A broadcast meets many workers, so what nobody can use of those goes there from here.
   */
  Optional<ProducerRecord<byte[], byte[]>> of(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(topics.broadcast())) {
      return Optional.of(ofBroadcast(record));
    }
    Optional<JobQueue> queue = topics.queueOf(record.topic());
    if (queue.isEmpty()) {
      return Optional.empty();
    }
    try {
      JobRequest request = requests.read(record).readable().forAnyone();
      return Optional.of(received(record, request, queue.get()));
    } catch (UnreadableRecordException e) {
      return Optional.empty();
    }
  }

  private ProducerRecord<byte[], byte[]> ofBroadcast(ConsumerRecord<byte[], byte[]> record) {
    try {
      Requests.Read read = requests.read(record);
      Pool pool = read.request().pool();
      if (read.signed() && pool != null && read.request().isBroadcast()) {
        return received(record, read.request(), JobQueue.normal(pool));
      }
      return deadLetter(record, "only Jobmill itself writes to " + topics.broadcast());
    } catch (UnreadableRecordException e) {
      return deadLetter(record, String.valueOf(e.getMessage()));
    }
  }

  private ProducerRecord<byte[], byte[]> deadLetter(
      ConsumerRecord<byte[], byte[]> record, String reason) {
    log.warn("broadcast is of no use, to the dead letters offset={} {}", record.offset(), reason);
    return DeadLetter.of(topics.deadLetters(), record, reason);
  }

  private ProducerRecord<byte[], byte[]> received(
      ConsumerRecord<byte[], byte[]> record, JobRequest request, JobQueue queue) {
    JobId id = Objects.requireNonNull(request.id(), "a decoded request has an id");
    return events.record(
        new JobEvent.Received(
            events.envelope(id, request.attempt(), request.ask(), request.trace()),
            request,
            new QueuePoint(queue, record.partition(), record.offset()),
            Instant.ofEpochMilli(record.timestamp())));
  }
}
