// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.event.JobEvent;
import io.jobmill.job.Claim;
import io.jobmill.job.JobRequest;
import io.jobmill.kafka.EventRecords;
import io.jobmill.kafka.TraceHeaders;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.view.JobView;
import io.jobmill.wire.JobRequestCodec;
import io.jobmill.wire.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The records by which the projector asks for a job, whoever its target means, or ends it. */
public final class SignedRequests {

  private final Topics topics;
  private final SecretKeyring keyring;
  private final EventRecords events;

  public SignedRequests(Topics topics, SecretKeyring keyring, EventRecords events) {
    this.topics = topics;
    this.keyring = keyring;
    this.events = events;
  }

  /** On the queue that the job is on, or broadcast. */
  public ProducerRecord<byte[], byte[]> of(JobView view, JobRequest request) {
    byte[] value = JobRequestCodec.encode(request.withId(view.id()));
    String topic = request.isBroadcast() ? topics.broadcast() : topics.queue(view.queue().queue());
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, view.id().toString().getBytes(StandardCharsets.UTF_8), value);
    record
        .headers()
        .add(
            JobRequestCodec.SIGNATURE_HEADER,
            keyring.sign(value).getBytes(StandardCharsets.US_ASCII));
    TraceHeaders.write(record.headers(), request.trace());
    return record;
  }

  /** Ends the job, whoever may still have its record. */
  public ProducerRecord<byte[], byte[]> rejected(JobView view, String reason) {
    // Later than any delivery there can have been.
    Claim claim =
        new Claim(
            view.queue().queue(), view.queue().partition(), view.queue().offset(), Short.MAX_VALUE);
    return events.record(
        new JobEvent.Rejected(
            events.envelope(view.id(), view.attempt(), view.ask(), view.request().trace()),
            view.request(),
            claim,
            reason));
  }
}
