// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.kafka.KafkaClients;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The dead-letters topic, read from its end by a consumer that lives as long as the question. */
final class KafkaDeadLetters implements DeadLetters {

  private static final Duration BOUND = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int AT_ONCE = 2;

  private final KafkaClients clients;
  private final Clock clock;
  private final Semaphore free = new Semaphore(AT_ONCE);

  KafkaDeadLetters(KafkaClients clients, Clock clock) {
    this.clients = clients;
    this.clock = clock;
  }

  @Override
  public List<ConsumerRecord<byte[], byte[]>> before(long offset, int most) {
    if (!free.tryAcquire()) {
      throw Refusal.unavailable("the dead letters are being read by others", BOUND);
    }
    try (var consumer =
        clients.consumer(
            "jobmill-gateway-dead-letters",
            Map.of(
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(BOUND.toMillis())))) {
      return read(consumer, offset, most);
    } catch (KafkaException e) {
      throw Refusal.unavailable("Kafka does not answer", BOUND);
    } finally {
      free.release();
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> read(
      Consumer<byte[], byte[]> consumer, long offset, int most) {
    var partition = new TopicPartition(clients.settings().topics().deadLetters(), 0);
    var one = List.of(partition);
    consumer.assign(one);
    long first = consumer.beginningOffsets(one).getOrDefault(partition, 0L);
    long end = Math.min(offset, consumer.endOffsets(one).getOrDefault(partition, 0L));
    consumer.seek(partition, Math.max(first, end - most));
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    Instant deadline = clock.instant().plus(BOUND);
    while (consumer.position(partition) < end && clock.instant().isBefore(deadline)) {
      for (var record : consumer.poll(POLL)) {
        if (record.offset() < end) {
          found.add(record);
        }
      }
    }
    Collections.reverse(found);
    return found;
  }
}
