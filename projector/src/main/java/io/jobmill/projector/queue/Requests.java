// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.queue;

import io.jobmill.job.JobRequest;
import io.jobmill.kafka.TraceHeaders;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.wire.JobRequestCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Reads queue records, and knows which of them Jobmill wrote itself. */
public final class Requests {

  /** Put before the name that a record which Jobmill did not write gives as its submitter. */
  public static final String FOREIGN_SUBMITTER = "kafka:";

  private final SecretKeyring keyring;

  public Requests(SecretKeyring keyring) {
    this.keyring = keyring;
  }

  /**
   * A request as it stands on its queue.
   *
   * @param request its submitter marked if nobody vouches for it
   * @param signed whether Jobmill wrote the record
   */
  public record Read(JobRequest request, boolean signed) {

    /** What may be shown to readers: values that nobody has held against a template are not. */
    public JobRequest readable() {
      return signed ? request : request.withVariables(Map.of(), request.sealed());
    }
  }

  /**
   * @throws io.jobmill.wire.UnreadableRecordException saying what is wrong with the record
   */
  public Read read(ConsumerRecord<byte[], byte[]> record) {
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
    if (isSigned(record)) {
      return new Read(request, true);
    }
    JobRequest foreign = request.place() == null ? request : request.withPlace(null);
    String by = foreign.submittedBy();
    return new Read(
        by == null ? foreign : foreign.submitted(FOREIGN_SUBMITTER + by, foreign.submittedAt()),
        false);
  }

  private boolean isSigned(ConsumerRecord<byte[], byte[]> record) {
    Header signature = record.headers().lastHeader(JobRequestCodec.SIGNATURE_HEADER);
    return signature != null
        && signature.value() != null
        && keyring.verify(
            record.value(), new String(signature.value(), StandardCharsets.ISO_8859_1));
  }
}
