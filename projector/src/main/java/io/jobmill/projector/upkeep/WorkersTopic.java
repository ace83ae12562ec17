// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.event.Origin;
import io.jobmill.event.WorkerRecord;
import io.jobmill.wire.UnreadableRecordException;
import io.jobmill.wire.WorkerRecordCodec;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes ticks to the workers topic, and reads all of the topic back in its one order. */
final class WorkersTopic implements AutoCloseable {

  private static final Duration EVERY = Duration.ofSeconds(1);

  /** Read back so far at the start: enough to know who is alive, whatever this process's clock. */
  private static final Duration LOOK_BACK = Duration.ofMinutes(5);

  /** Batches may come faster; nothing that upkeep looks at does. */
  private static final Duration BETWEEN_PASSES = Duration.ofMillis(20);

  private static final Logger log = LoggerFactory.getLogger(WorkersTopic.class);

  private final Consumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private final TopicPartition partition;
  private final Origin self;
  private final Clock clock;
  private boolean placed;
  private Instant lastPass = Instant.EPOCH;
  private long seq;
  private @Nullable Instant lastTick;
  private @Nullable Future<RecordMetadata> sending;

  WorkersTopic(
      Consumer<byte[], byte[]> consumer,
      Producer<byte[], byte[]> producer,
      String topic,
      Origin self,
      Clock clock) {
    this.consumer = consumer;
    this.producer = producer;
    this.partition = new TopicPartition(topic, 0);
    this.self = self;
    this.clock = clock;
  }

  /** Whether enough time has gone by since this was last true. */
  boolean isTime() {
    Instant now = clock.instant();
    boolean time = Duration.between(lastPass, now).abs().compareTo(BETWEEN_PASSES) >= 0;
    lastPass = time ? now : lastPass;
    return time;
  }

  /**
   * Takes in what is there, without waiting, and ticks when it is time.
   *
   * @return whether a tick of this process has been read back
   */
  boolean pass(Liveness liveness) {
    place();
    tick(clock.instant());
    boolean timeMoved = false;
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ZERO)) {
      try {
        WorkerRecord read = WorkerRecordCodec.decode(record.value());
        timeMoved |= liveness.read(read, Instant.ofEpochMilli(record.timestamp()));
      } catch (UnreadableRecordException e) {
        log.warn("worker record skipped offset={} reason={}", record.offset(), e.getMessage());
      }
    }
    return timeMoved;
  }

  @Override
  public void close() {
    consumer.close();
  }

  /** One tick is under way at a time: after an outage there is no heap of them. */
  private void tick(Instant now) {
    boolean due = lastTick == null || !now.isBefore(lastTick.plus(EVERY)) || now.isBefore(lastTick);
    if (!due || (sending != null && !sending.isDone())) {
      return;
    }
    lastTick = now;
    byte[] key = ("tick:" + self.id()).getBytes(StandardCharsets.UTF_8);
    byte[] value = WorkerRecordCodec.encode(new WorkerRecord.Tick(self, ++seq, now));
    sending = producer.send(new ProducerRecord<>(partition.topic(), key, value));
  }

  private void place() {
    if (placed) {
      return;
    }
    consumer.assign(List.of(partition));
    long from = clock.instant().minus(LOOK_BACK).toEpochMilli();
    OffsetAndTimestamp found = consumer.offsetsForTimes(Map.of(partition, from)).get(partition);
    if (found == null) {
      consumer.seekToEnd(List.of(partition));
    } else {
      consumer.seek(partition, found.offset());
    }
    placed = true;
  }
}
