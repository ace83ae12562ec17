// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.testing;

import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.wire.JobRequestCodec;
import java.util.Objects;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A cluster and a projector at once: the first submission of a job has a view at once. */
final class Admitting extends MockProducer<byte[], byte[]> {

  private final InMemoryJobs jobs;

  Admitting(InMemoryJobs jobs) {
    super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    this.jobs = jobs;
  }

  @Override
  public synchronized Future<RecordMetadata> send(
      ProducerRecord<byte[], byte[]> record, Callback callback) {
    Future<RecordMetadata> sent = super.send(record, callback);
    if (record.topic().endsWith("submissions")) {
      JobRequest request =
          JobRequestCodec.decode(record.topic(), 0, 0, record.key(), record.value());
      if (jobs.find(Objects.requireNonNull(request.id())).isEmpty()) {
        jobs.put(Views.job(request, JobStatus.PENDING, null));
      }
    }
    return sent;
  }
}
