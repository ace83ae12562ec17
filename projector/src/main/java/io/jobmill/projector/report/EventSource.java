// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.report;

import io.jobmill.event.Envelope;
import io.jobmill.event.JobEvent;
import io.jobmill.event.Origin;
import io.jobmill.job.JobId;
import io.jobmill.wire.JobEventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;

/** This process as a reporter of events. Thread-safe. */
public final class EventSource {

  private final Origin origin;
  private final String topic;
  private final Clock clock;
  private final AtomicLong seq = new AtomicLong();

  /**
   * @param topic the full name of the events topic
   */
  public EventSource(Origin origin, String topic, Clock clock) {
    this.origin = origin;
    this.topic = topic;
    this.clock = clock;
  }

  public Origin origin() {
    return origin;
  }

  public Envelope envelope(JobId id, int attempt, int ask) {
    return new Envelope(id, attempt, ask, origin, seq.incrementAndGet(), clock.instant());
  }

  public ProducerRecord<byte[], byte[]> record(JobEvent event) {
    byte[] key = event.envelope().id().toString().getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(topic, key, JobEventCodec.encode(event));
  }
}
