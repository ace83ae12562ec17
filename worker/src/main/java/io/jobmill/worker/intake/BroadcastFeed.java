// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import io.jobmill.job.Pool;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.KafkaSetupException;
import io.jobmill.wire.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The broadcast topic as one worker reads it for one of its pools, in a group of its own. Its
 * position is kept by the cluster: what was broadcast while the worker was away is still read.
 *
 * <p>A worker that is new begins at the end. It opens its feeds before its first heartbeat, and
 * nobody expects an answer of a worker that has not been heard of, so it misses nothing.
 */
public final class BroadcastFeed implements AutoCloseable {

  private static final int BATCH = 100;
  private static final int KEEP_WITHIN = 10_000;

  private final Consumer<byte[], byte[]> consumer;
  private final TopicPartition partition;
  private final Pool pool;
  private final Deque<ConsumerRecord<byte[], byte[]>> read = new ArrayDeque<>();
  private long committed;

  private BroadcastFeed(Consumer<byte[], byte[]> consumer, TopicPartition partition, Pool pool) {
    this.consumer = consumer;
    this.partition = partition;
    this.pool = pool;
  }

  /**
   * @param worker its id
   * @throws KafkaSetupException if the position cannot be read and kept
   */
  public static BroadcastFeed open(KafkaClients clients, String worker, Pool pool) {
    Topics topics = clients.settings().topics();
    Consumer<byte[], byte[]> consumer =
        clients.consumer(
            "broadcast-" + pool,
            Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                topics.prefix() + "worker." + worker + "." + pool,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                BATCH,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                KEEP_WITHIN));
    BroadcastFeed feed =
        new BroadcastFeed(consumer, new TopicPartition(topics.broadcast(), 0), pool);
    try {
      feed.place(clients.settings().startTimeout());
      return feed;
    } catch (KafkaException e) {
      consumer.close();
      throw new KafkaSetupException(
          "the position in %s could not be read and kept: %s"
              .formatted(topics.broadcast(), e.getMessage()),
          e);
    }
  }

  Pool pool() {
    return pool;
  }

  /** The record that is next; the same one until it is passed. */
  Optional<ConsumerRecord<byte[], byte[]>> next(Duration bound) {
    if (read.isEmpty()) {
      keep(consumer.position(partition));
      consumer.poll(bound).forEach(read::add);
    }
    return Optional.ofNullable(read.peek());
  }

  /** Leaves the next record behind; it may be read once more after a restart. */
  void skip() {
    read.remove();
  }

  /** Leaves the next record behind for good. */
  void pass() {
    keep(read.element().offset() + 1);
    read.remove();
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void place(Duration bound) {
    Set<TopicPartition> own = Set.of(partition);
    consumer.assign(own);
    long end = consumer.endOffsets(own, bound).getOrDefault(partition, 0L);
    OffsetAndMetadata kept = consumer.committed(own, bound).get(partition);
    // A position beyond the end is one of a topic that was made anew.
    long from = kept == null || kept.offset() > end ? end : kept.offset();
    consumer.seek(partition, from);
    committed = kept == null ? -1 : kept.offset();
    keep(from);
  }

  private void keep(long position) {
    if (position != committed) {
      consumer.commitSync(Map.of(partition, new OffsetAndMetadata(position)));
      committed = position;
    }
  }

  /** For messages. */
  @Override
  public String toString() {
    return List.of(partition, pool).toString();
  }
}
