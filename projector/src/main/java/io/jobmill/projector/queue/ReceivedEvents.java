// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.queue;

import io.jobmill.event.JobEvent;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.job.QueuePoint;
import io.jobmill.projector.report.EventSource;
import io.jobmill.wire.Topics;
import io.jobmill.wire.UnreadableRecordException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes the {@code received} event of a queue record. */
final class ReceivedEvents {

  private final Topics topics;
  private final Requests requests;
  private final EventSource source;

  ReceivedEvents(Topics topics, Requests requests, EventSource source) {
    this.topics = topics;
    this.requests = requests;
    this.source = source;
  }

  /** Empty for what cannot be read: the worker that meets it puts it to the dead letters. */
  Optional<ProducerRecord<byte[], byte[]>> of(ConsumerRecord<byte[], byte[]> record) {
    Optional<Pool> pool = topics.poolOf(record.topic());
    if (pool.isEmpty()) {
      return Optional.empty();
    }
    JobRequest request;
    try {
      request = requests.read(record).readable();
    } catch (UnreadableRecordException e) {
      return Optional.empty();
    }
    JobId id = Objects.requireNonNull(request.id(), "a decoded request has an id");
    return Optional.of(
        source.record(
            new JobEvent.Received(
                source.envelope(id, request.attempt(), request.ask()),
                request,
                new QueuePoint(pool.get(), record.partition(), record.offset()),
                Instant.ofEpochMilli(record.timestamp()))));
  }
}
