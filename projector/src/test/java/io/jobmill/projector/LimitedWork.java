// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector;

import io.jobmill.event.Envelope;
import io.jobmill.event.JobEvent;
import io.jobmill.job.Claim;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.job.QueuePoint;
import io.jobmill.template.LimitKey;
import io.jobmill.template.Template;
import io.jobmill.wire.JobRequestCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Works off the queue as a worker does that knows the limits, and remembers what overlapped. */
final class LimitedWork implements AutoCloseable {

  private final Cluster cluster;
  private final Template template;
  private final Duration run;
  private final FakeWorker worker = new FakeWorker("limited-work", "i1");
  private final Thread thread = new Thread(this::work, "limited-work");
  private final Map<JobId, Running> running = new HashMap<>();
  private final Set<JobId> met = new HashSet<>();
  private final List<Instant> starts = new CopyOnWriteArrayList<>();
  private final List<JobId> order = new CopyOnWriteArrayList<>();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger held = new AtomicInteger();
  private volatile boolean stopped;
  private volatile boolean paused;
  private volatile boolean killed;

  private record Running(JobRequest request, QueuePoint point, long until) {}

  /**
   * @param run how long each job takes
   */
  LimitedWork(Cluster cluster, Template template, Duration run) {
    this.cluster = cluster;
    this.template = template;
    this.run = run;
    cluster.publish(template);
    thread.start();
  }

  /** How many ran at the same time at most. */
  int most() {
    return most.get();
  }

  /** How many were held back. */
  int held() {
    return held.get();
  }

  /** When the broker had the requests that were let through. */
  List<Instant> starts() {
    return List.copyOf(starts);
  }

  List<JobId> order() {
    return List.copyOf(order);
  }

  /** Whatever runs goes on running until this is over. */
  void pause(boolean now) {
    paused = now;
  }

  /** Forgets what runs without a word, and takes what comes from then on. */
  void kill() {
    killed = true;
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    TopicPartition partition = new TopicPartition(cluster.topics().queue(Pool.DEFAULT), 0);
    try (Consumer<byte[], byte[]> consumer = cluster.clients().consumer("limited-work", Map.of())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (!stopped) {
        List<JobEvent> events = new ArrayList<>();
        if (killed) {
          killed = false;
          running.clear();
          met.clear();
        }
        consumer.poll(Duration.ofMillis(5)).forEach(record -> meet(record, events));
        end(events);
        cluster.report(events);
      }
    }
  }

  private void meet(ConsumerRecord<byte[], byte[]> record, List<JobEvent> events) {
    JobRequest request =
        JobRequestCodec.decode(record.topic(), 0, record.offset(), record.key(), record.value());
    if (!template.name().equals(request.template())) {
      return;
    }
    QueuePoint point = new QueuePoint(Pool.DEFAULT, 0, record.offset());
    JobId id = Objects.requireNonNull(request.id());
    if (request.place() == null) {
      held.incrementAndGet();
      String limit = LimitKey.of(template, request.variables()).text();
      Envelope said =
          new Envelope(id, request.attempt(), request.ask(), worker.origin(), 1, FakeWorker.AT);
      Claim claim = new Claim(Pool.DEFAULT, 0, record.offset(), 1);
      events.add(new JobEvent.Deferred(said, request, claim, null, "waits", limit));
    } else if (met.add(id)) {
      events.add(worker.started(request, point, 1));
      running.put(id, new Running(request, point, System.nanoTime() + run.toNanos()));
      most.accumulateAndGet(running.size(), Math::max);
      starts.add(Instant.ofEpochMilli(record.timestamp()));
      order.add(id);
    }
  }

  private void end(List<JobEvent> events) {
    if (paused) {
      return;
    }
    running
        .values()
        .removeIf(
            job -> {
              boolean over = job.until() <= System.nanoTime();
              if (over) {
                events.add(worker.succeeded0(job.request(), job.point(), 1));
              }
              return over;
            });
  }
}
