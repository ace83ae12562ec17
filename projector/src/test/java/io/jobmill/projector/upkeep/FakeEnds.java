// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.job.JobQueue;
import io.jobmill.job.Pool;
import io.jobmill.projector.upkeep.ActiveJobs.QueuePartition;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;

/** Answers when the test says so. */
final class FakeEnds implements ClusterEnds {

  static final TopicPartition QUEUE = new TopicPartition("jobmill.jobs.default", 0);
  static final QueuePartition PARTITION = new QueuePartition(JobQueue.normal(Pool.DEFAULT), 0);

  private CompletableFuture<Queues> sampled = new CompletableFuture<>();
  private CompletableFuture<Map<TopicPartition, Long>> reported = new CompletableFuture<>();
  private CompletableFuture<Map<Integer, Long>> events = new CompletableFuture<>();

  void sample(long end, long doneBelow) {
    Queues queues = new Queues(Map.of(QUEUE, end), Map.of(PARTITION, doneBelow));
    if (!sampled.complete(queues)) {
      sampled = CompletableFuture.completedFuture(queues);
    }
  }

  void reportedTo(long offset) {
    if (!reported.complete(Map.of(QUEUE, offset))) {
      reported = CompletableFuture.completedFuture(Map.of(QUEUE, offset));
    }
  }

  void eventsEndAt(long offset) {
    Map<Integer, Long> all = Map.of(3, offset, 4, offset);
    if (!events.complete(all)) {
      events = CompletableFuture.completedFuture(all);
    }
  }

  void answerReported(Map<TopicPartition, Long> offsets) {
    reported = CompletableFuture.completedFuture(offsets);
  }

  void failToSample() {
    sampled.completeExceptionally(new IllegalStateException("away"));
  }

  void sampleAnew() {
    sampled = new CompletableFuture<>();
  }

  @Override
  public CompletableFuture<Queues> queues(Collection<JobQueue> queues) {
    return sampled;
  }

  @Override
  public CompletableFuture<Map<TopicPartition, Long>> reported() {
    return reported;
  }

  @Override
  public CompletableFuture<Map<Integer, Long>> events() {
    return events;
  }
}
