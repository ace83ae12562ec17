// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import io.jobmill.event.Envelope;
import io.jobmill.event.JobEvent;
import io.jobmill.event.Origin;
import io.jobmill.job.JobId;
import io.jobmill.job.Trace;
import io.jobmill.wire.JobEventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** This process as a reporter of events: makes them, and their records. Thread-safe. */
public final class EventRecords {

  private final String topic;
  private final Origin origin;
  private final Clock clock;
  private final AtomicLong seq = new AtomicLong();

  /**
   * @param topic the full name of the events topic
   * @param origin who reports
   */
  public EventRecords(String topic, Origin origin, Clock clock) {
    this.topic = topic;
    this.origin = origin;
    this.clock = clock;
  }

  public Origin origin() {
    return origin;
  }

  /**
   * @param trace of the job's request; absent where that has none
   */
  public Envelope envelope(JobId id, int attempt, int ask, @Nullable Trace trace) {
    return new Envelope(
        id,
        attempt,
        ask,
        origin,
        seq.incrementAndGet(),
        clock.instant(),
        trace == null ? Trace.ofJob(id) : trace);
  }

  /** Keyed by the job, so that all events of a job have one order. */
  public ProducerRecord<byte[], byte[]> record(JobEvent event) {
    byte[] key = event.envelope().id().toString().getBytes(StandardCharsets.UTF_8);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, key, JobEventCodec.encode(event));
    TraceHeaders.write(record.headers(), event.envelope().trace());
    return record;
  }
}
