// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.job.JobRequest;
import io.jobmill.job.OneLine;
import io.jobmill.view.JobView;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The records by which upkeep asks for a job. */
final class RequestRecords {

  private final SignedRequests signed;
  private final Addressing addressing;

  RequestRecords(SignedRequests signed, Addressing addressing) {
    this.signed = signed;
    this.addressing = addressing;
  }

  /**
   * A signed request where its target is reached: on the queue that the job is on, or broadcast. A
   * job whose target means nobody is rejected instead.
   */
  ProducerRecord<byte[], byte[]> of(JobView view, JobRequest request, Instant now) {
    return addressing
        .of(view, request, now)
        .map(addressed -> signed.of(view, addressed))
        .orElseGet(
            () ->
                rejected(
                    view,
                    "no worker of pool '%s' that is ready matches target %s"
                        .formatted(
                            view.queue().pool(),
                            OneLine.quoted(String.valueOf(request.target())))));
  }

  /** Ends the job, whoever may still have its record. */
  ProducerRecord<byte[], byte[]> rejected(JobView view, String reason) {
    return signed.rejected(view, reason);
  }
}
