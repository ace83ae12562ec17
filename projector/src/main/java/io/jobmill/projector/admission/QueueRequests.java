// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.kafka.TraceHeaders;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.wire.JobRequestCodec;
import io.jobmill.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Makes the record by which a job's workers are asked. */
final class QueueRequests {

  private final Topics topics;
  private final SecretKeyring keyring;
  private final Function<String, Optional<Pool>> poolOf;
  private final Consumer<Pool> setUp;

  /**
   * @param poolOf the pool of the template of this name, if there is such a template now
   * @param setUp makes sure that the pool's queue is there
   */
  QueueRequests(
      Topics topics,
      SecretKeyring keyring,
      Function<String, Optional<Pool>> poolOf,
      Consumer<Pool> setUp) {
    this.topics = topics;
    this.keyring = keyring;
    this.poolOf = poolOf;
    this.setUp = setUp;
  }

  /** Signed again where the submission was; nobody else's record gets a signature. */
  ProducerRecord<byte[], byte[]> of(Submission submission) {
    boolean signed = submission.read().signed();
    JobRequest request = submission.request();
    boolean broadcast = signed && request.isBroadcast();
    Pool pool = poolOf(submission);
    byte[] value =
        JobRequestCodec.encode((broadcast ? request : request.forAnyone()).withId(submission.id()));
    String topic = broadcast ? topics.broadcast() : topics.queue(pool);
    if (!broadcast) {
      setUp.accept(pool);
    }
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic, submission.id().toString().getBytes(StandardCharsets.UTF_8), value);
    TraceHeaders.write(record.headers(), request.trace());
    if (signed) {
      record
          .headers()
          .add(
              JobRequestCodec.SIGNATURE_HEADER,
              keyring.sign(value).getBytes(StandardCharsets.US_ASCII));
    }
    return record;
  }

  /** What a stranger says does not decide which queues there are. */
  Pool poolOf(Submission submission) {
    JobRequest request = submission.read().request();
    if (submission.read().signed() && request.pool() != null) {
      return request.pool();
    }
    @Nullable String template = request.template();
    return template == null ? Pool.DEFAULT : poolOf.apply(template).orElse(Pool.DEFAULT);
  }
}
