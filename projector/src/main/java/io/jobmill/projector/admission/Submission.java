// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.projector.queue.Requests;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A request that waits to be let through.
 *
 * @param record as it was written
 * @param read what it says
 */
record Submission(ConsumerRecord<byte[], byte[]> record, Requests.Read read) {

  JobId id() {
    return Objects.requireNonNull(read.request().id(), "a decoded request has an id");
  }

  /** As its writer wrote it: whoever reads it from its queue marks the submitter anew. */
  JobRequest request() {
    JobRequest request = read.request();
    String by = request.submittedBy();
    return read.signed() || by == null
        ? request
        : request.submitted(
            by.substring(Requests.FOREIGN_SUBMITTER.length()), request.submittedAt());
  }
}
