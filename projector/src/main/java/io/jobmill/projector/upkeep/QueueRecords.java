// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.job.QueuePoint;
import io.jobmill.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads single records again where they stand on their queue. */
final class QueueRecords implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final int POLLS = 10;

  private final Consumer<byte[], byte[]> consumer;
  private final Topics topics;

  QueueRecords(Consumer<byte[], byte[]> consumer, Topics topics) {
    this.consumer = consumer;
    this.topics = topics;
  }

  /** The record at this place; empty if the queue no longer has it. */
  Optional<ConsumerRecord<byte[], byte[]>> read(QueuePoint point) {
    TopicPartition partition = new TopicPartition(topics.queue(point.queue()), point.partition());
    consumer.assign(List.of(partition));
    long first = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
    long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    if (point.offset() < first || point.offset() >= end) {
      return Optional.empty();
    }
    consumer.seek(partition, point.offset());
    for (int i = 0; i < POLLS; i++) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        return record.offset() == point.offset() ? Optional.of(record) : Optional.empty();
      }
    }
    throw new KafkaException("%s cannot be read at %d".formatted(partition, point.offset()));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
