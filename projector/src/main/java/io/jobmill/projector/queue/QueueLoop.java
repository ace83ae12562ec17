// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.queue;

import io.jobmill.kafka.Loop;
import io.jobmill.kafka.SendOutcome;
import io.jobmill.kafka.Sends;
import io.jobmill.projector.metrics.ProjectorListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all queues in a consumer group of its own. The event is acknowledged first and the group's
 * offset committed second: a crash in between reports a request twice, which the fold does not
 * mind, and never loses one.
 */
final class QueueLoop implements Loop {

  private static final Duration IDLE = Duration.ofMillis(100);

  private static final Logger log = LoggerFactory.getLogger(QueueLoop.class);

  private final Consumer<byte[], byte[]> consumer;
  private final ReceivedEvents events;
  private final Sends sends;
  private final ProjectorListener listener;

  /**
   * @param queues matches the full names of all queues, also of pools that come later
   */
  QueueLoop(
      Consumer<byte[], byte[]> consumer,
      Pattern queues,
      ReceivedEvents events,
      Sends sends,
      ProjectorListener listener) {
    this.consumer = consumer;
    this.events = events;
    this.sends = sends;
    this.listener = listener;
    consumer.subscribe(queues, new CommitStart());
  }

  @Override
  public void runOnce() {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(IDLE);
    if (records.isEmpty()) {
      return;
    }
    List<ProducerRecord<byte[], byte[]>> received = new ArrayList<>(records.count());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      events.of(record).ifPresent(received::add);
    }
    try {
      send(received);
    } catch (RuntimeException e) {
      rewind(records);
      throw e;
    }
    consumer.commitSync(ends(records));
    listener.received(received.size());
  }

  @Override
  public void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void ended() {
    consumer.close();
  }

  private void send(List<ProducerRecord<byte[], byte[]>> received) {
    List<SendOutcome> outcomes = sends.each(received);
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) instanceof SendOutcome.Failed failed) {
        if (!(failed.cause() instanceof RecordTooLargeException)) {
          throw new IllegalStateException(
              "received events not acknowledged: " + failed.cause().getMessage(), failed.cause());
        }
        // Its worker meets the same limit and says so; here it must not hold up the queue.
        log.error("request is too large for an event bytes={}", received.get(i).value().length);
      }
    }
  }

  private void rewind(ConsumerRecords<byte[], byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      consumer.seek(partition, records.records(partition).get(0).offset());
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> ends(
      ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> own = records.records(partition);
      ends.put(partition, new OffsetAndMetadata(own.get(own.size() - 1).offset() + 1));
    }
    return ends;
  }

  /**
   * Commits where reading begins, so that who compares the group's offsets with the ends of the
   * queues need not know about queues that are empty or have forgotten their beginning.
   */
  private final class CommitStart implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      Map<TopicPartition, OffsetAndMetadata> starts = new HashMap<>();
      for (TopicPartition partition : partitions) {
        starts.put(partition, new OffsetAndMetadata(consumer.position(partition)));
      }
      consumer.commitSync(starts);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      // Everything that was read is committed at the end of the pass that read it.
    }
  }
}
