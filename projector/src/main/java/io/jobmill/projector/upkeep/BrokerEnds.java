// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.job.JobQueue;
import io.jobmill.projector.upkeep.ActiveJobs.QueuePartition;
import io.jobmill.wire.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Asks the cluster. */
final class BrokerEnds implements ClusterEnds {

  private final Admin admin;
  private final Topics topics;
  private final String readerGroup;

  /**
   * @param readerGroup the consumer group that reports what stands on the queues
   */
  BrokerEnds(Admin admin, Topics topics, String readerGroup) {
    this.admin = admin;
    this.topics = topics;
    this.readerGroup = readerGroup;
  }

  @Override
  public CompletableFuture<Map<Integer, Long>> events() {
    List<TopicPartition> partitions = new ArrayList<>();
    for (int i = 0; i < Topics.EVENT_PARTITIONS; i++) {
      partitions.add(new TopicPartition(topics.events(), i));
    }
    return ends(partitions)
        .thenApply(
            ends -> {
              Map<Integer, Long> byNumber = new HashMap<>();
              ends.forEach((partition, end) -> byNumber.put(partition.partition(), end));
              return byNumber;
            });
  }

  @Override
  public CompletableFuture<Queues> queues(Collection<JobQueue> queues) {
    return future(admin.listTopics().names())
        .thenApply(names -> names.stream().filter(this::isRead).toList())
        .thenCompose(names -> future(admin.describeTopics(names).allTopicNames()))
        .thenCompose(found -> queues(queues, partitions(found.values())));
  }

  /** The ends are looked up before and after, to know which queues stood still meanwhile. */
  private CompletableFuture<Queues> queues(
      Collection<JobQueue> queues, Collection<TopicPartition> partitions) {
    return ends(partitions)
        .thenCompose(
            before ->
                progress(queues)
                    .thenCompose(
                        progress ->
                            ends(partitions)
                                .thenApply(
                                    after -> new Queues(before, done(progress, before, after)))));
  }

  @Override
  public CompletableFuture<Map<TopicPartition, Long>> reported() {
    return future(
            admin.listConsumerGroupOffsets(readerGroup).partitionsToOffsetAndMetadata(readerGroup))
        .thenApply(
            committed -> {
              Map<TopicPartition, Long> offsets = new HashMap<>();
              committed.forEach(
                  (partition, at) -> {
                    if (at != null) {
                      offsets.put(partition, at.offset());
                    }
                  });
              return offsets;
            });
  }

  /** Whether the queue reader reports what is in the topic. */
  private boolean isRead(String topic) {
    return topics.queueOf(topic).isPresent() || topic.equals(topics.broadcast());
  }

  private CompletableFuture<Map<TopicPartition, SharePartitionOffsetInfo>> progress(
      Collection<JobQueue> queues) {
    CompletableFuture<Map<TopicPartition, SharePartitionOffsetInfo>> all =
        CompletableFuture.completedFuture(Map.of());
    for (JobQueue queue : queues) {
      all = all.thenCombine(progress(queue), BrokerEnds::merged);
    }
    return all;
  }

  private CompletableFuture<Map<TopicPartition, SharePartitionOffsetInfo>> progress(
      JobQueue queue) {
    String group = topics.queue(queue);
    var result = admin.listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()));
    // A group that nobody has joined yet may be unknown: then nothing is gone from its queue.
    return future(result.partitionsToOffsetInfo(group)).exceptionally(unknown -> Map.of());
  }

  private Map<QueuePartition, Long> done(
      Map<TopicPartition, SharePartitionOffsetInfo> progress,
      Map<TopicPartition, Long> before,
      Map<TopicPartition, Long> after) {
    Map<QueuePartition, Long> done = new HashMap<>();
    progress.forEach(
        (at, info) -> {
          JobQueue queue = topics.queueOf(at.topic()).orElse(null);
          if (info != null && queue != null) {
            done.put(
                new QueuePartition(queue, at.partition()),
                doneBelow(info, before.get(at), after.get(at)));
          }
        });
    return done;
  }

  /**
   * The broker stores the start offset only with the next acknowledgement, so behind the last one
   * it is out of date for as long as the queue is idle; its count of what is left is not.
   *
   * <p>Of a queue that grows, that count says nothing: the broker takes what was acknowledged from
   * an end that it looked up earlier, and what came and was acknowledged since makes up for what is
   * still being claimed.
   *
   * @param before the queue's end before the broker counted; absent if it was not there yet
   * @param after its end afterwards
   */
  static long doneBelow(
      SharePartitionOffsetInfo info, @Nullable Long before, @Nullable Long after) {
    if (before == null || !before.equals(after) || info.lag().orElse(1L) > 0) {
      return info.startOffset();
    }
    return Math.max(info.startOffset(), before);
  }

  private CompletableFuture<Map<TopicPartition, Long>> ends(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    return future(admin.listOffsets(latest).all())
        .thenApply(
            found -> {
              Map<TopicPartition, Long> ends = new HashMap<>();
              found.forEach((partition, end) -> ends.put(partition, end.offset()));
              return ends;
            });
  }

  private static List<TopicPartition> partitions(Collection<TopicDescription> topics) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (TopicDescription topic : topics) {
      topic
          .partitions()
          .forEach(p -> partitions.add(new TopicPartition(topic.name(), p.partition())));
    }
    return partitions;
  }

  private static <K, V> Map<K, V> merged(Map<K, V> one, Map<K, V> other) {
    Map<K, V> both = new HashMap<>(one);
    both.putAll(other);
    return both;
  }

  private static <T> CompletableFuture<T> future(KafkaFuture<T> answer) {
    return answer.toCompletionStage().toCompletableFuture();
  }
}
