// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.kafka.TraceHeaders;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.wire.JobRequestCodec;
import io.jobmill.wire.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A request as it stands on its queue.
 *
 * @param id of its job, given or derived
 * @param request its submitter marked if nobody vouches for it
 * @param signed whether Jobmill itself wrote the record
 */
record QueueRecord(JobId id, JobRequest request, boolean signed) {

  /** Put before the name that a record which Jobmill did not write gives as its submitter. */
  private static final String FOREIGN_SUBMITTER = "kafka:";

  /**
   * @throws UnreadableRecordException saying what is wrong with the record
   */
  static QueueRecord read(ConsumerRecord<byte[], byte[]> record, @Nullable SecretKeyring keyring) {
    JobRequest request =
        TraceHeaders.read(
            record.headers(),
            JobRequestCodec.decode(
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    record.key(),
                    record.value())
                .appended(Instant.ofEpochMilli(record.timestamp())));
    JobId id = request.id();
    if (id == null) {
      throw new UnreadableRecordException("the record has no id");
    }
    if (keyring != null && isSigned(record, keyring)) {
      return new QueueRecord(id, request, true);
    }
    // Without a key this worker cannot tell, and holding every job back would never end.
    JobRequest placed =
        keyring == null || request.place() == null ? request : request.withPlace(null);
    String by = placed.submittedBy();
    JobRequest marked =
        by == null ? placed : placed.submitted(FOREIGN_SUBMITTER + by, placed.submittedAt());
    return new QueueRecord(id, marked, false);
  }

  /** The same without what only a broadcast says. */
  QueueRecord forAnyone() {
    return request.isBroadcast()
            || request.deadline() != null
            || request.pool() != null
            || request.priority() != null
        ? new QueueRecord(id, request.forAnyone(), signed)
        : this;
  }

  /**
   * What may be shown when it did not run: values that nobody has held against a template are not.
   */
  JobRequest readable() {
    return signed ? request : request.withVariables(Map.of(), request.sealed());
  }

  private static boolean isSigned(ConsumerRecord<byte[], byte[]> record, SecretKeyring keyring) {
    Header signature = record.headers().lastHeader(JobRequestCodec.SIGNATURE_HEADER);
    return signature != null
        && signature.value() != null
        && keyring.verify(
            record.value(), new String(signature.value(), StandardCharsets.ISO_8859_1));
  }
}
