// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import io.jobmill.job.JobQueue;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.job.Priority;
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
  private final Function<String, Optional<JobQueue>> queueOf;
  private final Consumer<Pool> setUp;

  /**
   * @param queueOf the queue of the template of this name, if there is such a template now
   * @param setUp makes sure that the pool's queue is there
   */
  QueueRequests(
      Topics topics,
      SecretKeyring keyring,
      Function<String, Optional<JobQueue>> queueOf,
      Consumer<Pool> setUp) {
    this.topics = topics;
    this.keyring = keyring;
    this.queueOf = queueOf;
    this.setUp = setUp;
  }

  /** Signed again where the submission was; nobody else's record gets a signature. */
  ProducerRecord<byte[], byte[]> of(Submission submission) {
    boolean signed = submission.read().signed();
    JobRequest request = submission.request();
    boolean broadcast = signed && request.isBroadcast();
    JobQueue queue = queueOf(submission);
    byte[] value =
        JobRequestCodec.encode((broadcast ? request : request.forAnyone()).withId(submission.id()));
    String topic = broadcast ? topics.broadcast() : topics.queue(queue);
    if (!broadcast) {
      setUp.accept(queue.pool());
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
  JobQueue queueOf(Submission submission) {
    JobRequest request = submission.read().request();
    Pool decided = submission.read().signed() ? request.pool() : null;
    JobQueue usual = decided == null ? usual(request.template()) : JobQueue.normal(decided);
    Priority priority = request.priority();
    return priority == null ? usual : new JobQueue(usual.pool(), priority);
  }

  private JobQueue usual(@Nullable String template) {
    return Optional.ofNullable(template).flatMap(queueOf).orElse(JobQueue.normal(Pool.DEFAULT));
  }
}
