// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.logs;

import io.jobmill.kafka.Loop;
import io.jobmill.kafka.SendFailedException;
import io.jobmill.projector.intake.Feed;
import io.jobmill.projector.intake.FeedOwner;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.store.ChunkWriter;
import io.jobmill.projector.store.ChunkWriter.StoredChunk;
import io.jobmill.projector.store.Positions;
import io.jobmill.projector.store.PositionsMovedException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the logs topic and keeps the store at its end. What has been read stays here until it is
 * written; it is at most what one fetch brings.
 */
final class LogLoop implements Loop, FeedOwner {

  private static final Logger log = LoggerFactory.getLogger(LogLoop.class);
  private static final Duration IDLE = Duration.ofMillis(200);

  private final Feed feed;
  private final ChunkReader reader;
  private final ChunkWriter writer;
  private final Positions positions;
  private final ProjectorListener listener;
  private final Map<Integer, List<StoredChunk>> chunks = new HashMap<>();
  private final Map<Integer, Long> next = new HashMap<>();
  private @Nullable Instant oldest;

  LogLoop(
      Feed feed,
      ChunkReader reader,
      ChunkWriter writer,
      Positions positions,
      ProjectorListener listener) {
    this.feed = feed;
    this.reader = reader;
    this.writer = writer;
    this.positions = positions;
    this.listener = listener;
    feed.open(this);
  }

  @Override
  public void runOnce() {
    try {
      carry();
    } catch (PositionsMovedException e) {
      log.warn(
          "the store is not as it was left, reading on from where it is reason={}", e.getMessage());
      feed.placeAgain(this);
    }
  }

  private void carry() {
    if (next.isEmpty()) {
      take(feed.poll(IDLE, this));
    } else {
      // The last pass could not write; the group must not take that for a dead member.
      feed.keepAlive(Duration.ZERO, this);
    }
    feed.tell(chunks.values().stream().mapToInt(List::size).sum(), oldest);
    if (!next.isEmpty()) {
      List<StoredChunk> all = chunks.values().stream().flatMap(List::stream).toList();
      writer.write(all);
      positions.write(next);
      listener.logChunks(all.size());
      chunks.clear();
      next.clear();
      oldest = null;
    } else {
      feed.idle();
    }
  }

  @Override
  public void neverRead(Set<Integer> partitions) {
    // Chunks never change: one that is there already is right.
  }

  @Override
  public void assigned(Map<Integer, Long> from) {
    // Nothing is kept by partition.
  }

  @Override
  public void revoked(Set<Integer> partitions) {
    chunks.keySet().removeAll(partitions);
    next.keySet().removeAll(partitions);
    oldest = next.isEmpty() ? null : oldest;
  }

  @Override
  public void wakeUp() {
    feed.wakeUp();
  }

  @Override
  public void ended() {
    feed.close();
  }

  private void take(ConsumerRecords<byte[], byte[]> records) {
    Map<Integer, List<StoredChunk>> read = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      read.put(partition.partition(), read(records, partition));
    }
    chunks.putAll(read);
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> own = records.records(partition);
      next.put(partition.partition(), own.get(own.size() - 1).offset() + 1);
      Instant first = Instant.ofEpochMilli(own.get(0).timestamp());
      oldest = oldest == null || first.isBefore(oldest) ? first : oldest;
    }
  }

  private List<StoredChunk> read(
      ConsumerRecords<byte[], byte[]> records, TopicPartition partition) {
    try {
      return reader.read(records.records(partition));
    } catch (SendFailedException e) {
      feed.rewind(records);
      throw e;
    }
  }
}
