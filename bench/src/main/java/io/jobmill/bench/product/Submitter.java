// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.product;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.jobmill.bench.load.JobKeys;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.KafkaSettings;
import io.jobmill.wire.JobRequestCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A program that submits jobs by writing records, as any Kafka client may. */
final class Submitter implements AutoCloseable {

  private static final int SAMPLED = 50;

  private final Producer<byte[], byte[]> producer;
  private final JobKeys keys;
  private final String queue;
  private final byte[] request;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final List<String> sample = new ArrayList<>();

  Submitter(KafkaSettings settings, Clock clock) {
    this.producer = new KafkaClients(settings).producer("bench-submit", Duration.ofSeconds(30));
    this.keys = new JobKeys(clock);
    this.queue = settings.topics().queue(Pool.DEFAULT);
    this.request = JobRequestCodec.encode(JobRequest.forTemplate(ProductServices.NOOP));
  }

  /** Submits so many no-op jobs and returns when all are acknowledged. */
  void submit(int jobs) {
    for (int i = 0; i < jobs; i++) {
      var key = keys.next();
      if (i % SAMPLED == 0) {
        sample.add(new String(key, US_ASCII));
      }
      var unused =
          producer.send(
              new ProducerRecord<>(queue, key, request),
              (at, failed) -> {
                if (failed != null) {
                  failure.compareAndSet(null, failed);
                }
              });
    }
    producer.flush();
    var failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("a job could not be submitted", failed);
    }
  }

  /** The tokens of some jobs out of all, from the oldest to the newest. */
  List<String> sample() {
    return List.copyOf(sample);
  }

  @Override
  public void close() {
    producer.close();
  }
}
