// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.trigger;

import io.jobmill.gateway.problem.Outage;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.job.JobId;
import io.jobmill.job.JobQueue;
import io.jobmill.observe.OpenSpan;
import io.jobmill.observe.Spans;
import io.jobmill.wire.Topics;
import io.micrometer.tracing.Span;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pools' queues, and the topic of requests for several workers. */
final class JobQueues {

  private static final Logger log = LoggerFactory.getLogger(JobQueues.class);
  private static final String JOB = "jobmill.job";
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Producer<byte[], byte[]> producer;
  private final Topics topics;
  private final Outage outage;
  private final Runnable accepted;
  private final Spans spans;

  /**
   * @param accepted is told of each request that is safe
   * @param spans where sends are recorded for whoever traces
   */
  JobQueues(
      Producer<byte[], byte[]> producer,
      Topics topics,
      Outage outage,
      Runnable accepted,
      Spans spans) {
    this.producer = producer;
    this.topics = topics;
    this.outage = outage;
    this.accepted = accepted;
    this.spans = spans;
  }

  /**
   * Returns when all in-sync replicas have the record.
   *
   * @throws Refusal 503 if that could not be had; 413 if the cluster finds it too large
   */
  void put(JobQueue queue, JobId id, byte[] request, Headers headers) {
    send(topics.queue(queue), id, request, headers);
  }

  /** Has it decided whether the request is a job of its own, with the same promise. */
  void submit(JobId id, byte[] request, Headers headers) {
    send(topics.submissions(), id, request, headers);
  }

  /** Asks the workers that the request expects, with the same promise. */
  void broadcast(JobId id, byte[] request, Headers headers) {
    send(topics.broadcast(), id, request, headers);
  }

  private void send(String topic, JobId id, byte[] request, Headers headers) {
    if (!outage.mayTry()) {
      throw away();
    }
    spans.tag(JOB, id.toString());
    OpenSpan span =
        spans
            .begin(Span.Kind.PRODUCER, "send " + topic, spans.current())
            .tag(JOB, id.toString())
            .tag("messaging.destination.name", topic);
    try {
      write(topic, id, request, headers);
    } catch (RuntimeException e) {
      span.failed(String.valueOf(e.getMessage()));
      throw e;
    } finally {
      span.end();
    }
  }

  private void write(String topic, JobId id, byte[] request, Headers headers) {
    var record =
        new ProducerRecord<>(
            topic, null, id.toString().getBytes(StandardCharsets.UTF_8), request, headers);
    try {
      producer.send(record).get();
      outage.over();
      accepted.run();
    } catch (ExecutionException e) {
      throw refusal(e.getCause(), record.topic());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (RuntimeException e) {
      throw refusal(e, record.topic());
    }
  }

  private Refusal refusal(@Nullable Throwable failure, String topic) {
    if (failure instanceof RecordTooLargeException) {
      return Refusal.tooLarge("the job request is larger than the Kafka cluster takes");
    }
    if (outage.begins()) {
      log.warn("jobs cannot be accepted topic={} reason={}", topic, String.valueOf(failure));
    }
    return away();
  }

  private static Refusal away() {
    return Refusal.unavailable("Kafka does not confirm jobs; this one was not accepted", RETRY);
  }
}
