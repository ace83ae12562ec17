// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.depth;

import io.jobmill.job.JobQueue;
import io.jobmill.kafka.Loop;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.metrics.ProjectorListener.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Measures every pool's queue, and what waits before them. When that fails nothing is told instead
 * of what was measured before: an old number looks like a queue that stands still.
 */
final class DepthLoop implements Loop {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final int POLLS = 4;

  private final ClusterQueues cluster;
  private final ClusterSubmissions submissions;
  private final Consumer<byte[], byte[]> consumer;
  private final ProjectorListener listener;
  private final Clock clock;

  /**
   * @param consumer reads one record of a queue that is not empty, for its time
   */
  DepthLoop(
      ClusterQueues cluster,
      ClusterSubmissions submissions,
      Consumer<byte[], byte[]> consumer,
      ProjectorListener listener,
      Clock clock) {
    this.cluster = cluster;
    this.submissions = submissions;
    this.consumer = consumer;
    this.listener = listener;
    this.clock = clock;
  }

  @Override
  public void runOnce() {
    Map<JobQueue, Waiting> measured = new HashMap<>();
    try {
      for (ClusterQueues.Queue queue : cluster.all()) {
        measured.put(queue.queue(), waiting(queue));
      }
      listener.undecided(OptionalLong.of(submissions.waiting()));
    } catch (RuntimeException e) {
      listener.measured(Map.of());
      listener.undecided(OptionalLong.empty());
      throw e;
    }
    listener.measured(measured);
  }

  @Override
  public void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void ended() {
    consumer.close();
  }

  private Waiting waiting(ClusterQueues.Queue queue) {
    long requests = 0;
    Duration age = Duration.ZERO;
    for (Map.Entry<TopicPartition, Depth> one : queue.partitions().entrySet()) {
      requests += one.getValue().requests();
      if (one.getValue().requests() > 0) {
        Duration waited =
            appendedAt(one.getKey(), one.getValue().oldest())
                .map(at -> Duration.between(at, clock.instant()))
                .orElse(Duration.ZERO);
        age = waited.compareTo(age) > 0 ? waited : age;
      }
    }
    return new Waiting(requests, age, queue.retention());
  }

  /** Empty if the record is gone by now, and none has come since. */
  private Optional<Instant> appendedAt(TopicPartition partition, long offset) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, offset);
    for (int i = 0; i < POLLS; i++) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        return Optional.of(Instant.ofEpochMilli(record.timestamp()));
      }
    }
    return Optional.empty();
  }
}
