// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.audit;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.kafka.KafkaClients;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The audit topic, read by a consumer that lives as long as the question. */
final class KafkaAuditTrail implements AuditTrail {

  private static final Logger log = LoggerFactory.getLogger(KafkaAuditTrail.class);
  private static final Duration BOUND = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int AT_ONCE = 2;
  private static final int BLOCK = 1_000;

  /** Looked at for one part; who wants what lies further back goes on from there. */
  private static final int MOST_LOOKED_AT = 20_000;

  private final KafkaClients clients;
  private final TopicPartition partition;
  private final Clock clock;
  private final Semaphore free = new Semaphore(AT_ONCE);

  KafkaAuditTrail(KafkaClients clients, Clock clock) {
    this.clients = clients;
    this.partition = new TopicPartition(clients.settings().topics().audit(), 0);
    this.clock = clock;
  }

  @Override
  public Part before(long offset, AuditFilter filter, int most) {
    return reading(
        reader -> {
          long first = reader.startOf(filter.from());
          long end = Math.min(offset, reader.endOf(filter.to()));
          long least = Math.max(first, end - MOST_LOOKED_AT);
          List<AuditEntry> found = new ArrayList<>();
          long position = end;
          while (position > least && found.size() < most) {
            long begin = Math.max(least, position - BLOCK);
            List<ConsumerRecord<byte[], byte[]>> block = new ArrayList<>();
            reader.read(begin, position, block::add);
            position = begin;
            for (int i = block.size() - 1; i >= 0 && found.size() < most; i--) {
              position = block.get(i).offset();
              entry(block.get(i)).filter(filter::matches).ifPresent(found::add);
            }
            position = found.size() < most ? begin : position;
          }
          return new Part(
              found, position > first ? OptionalLong.of(position) : OptionalLong.empty());
        });
  }

  @Override
  public void export(AuditFilter filter, Consumer<AuditEntry> sink) {
    reading(
        reader -> {
          reader.read(
              reader.startOf(filter.from()),
              reader.endOf(filter.to()),
              record -> entry(record).filter(filter::matches).ifPresent(sink));
          return true;
        });
  }

  private <T> T reading(Function<Reader, T> question) {
    if (!free.tryAcquire()) {
      throw Refusal.unavailable("the audit trail is being read by others", BOUND);
    }
    try (var consumer =
        clients.consumer(
            "jobmill-gateway-audit",
            Map.of(
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(BOUND.toMillis())))) {
      consumer.assign(List.of(partition));
      return question.apply(new Reader(consumer));
    } catch (KafkaException e) {
      throw Refusal.unavailable("Kafka does not answer", BOUND);
    } finally {
      free.release();
    }
  }

  private static Optional<AuditEntry> entry(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.of(
          AuditCodec.decode(record.value(), Instant.ofEpochMilli(record.timestamp())));
    } catch (RuntimeException e) {
      log.warn("audit record skipped offset={} reason={}", record.offset(), e.getMessage());
      return Optional.empty();
    }
  }

  /** One consumer's look at the topic. */
  private final class Reader {

    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;

    Reader(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    long startOf(@Nullable Instant from) {
      long first = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
      return from == null ? first : offset(from).orElseGet(() -> endOf(null));
    }

    long endOf(@Nullable Instant to) {
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      return to == null ? end : offset(to).orElse(end);
    }

    /** A silent cluster ends the reading: what was read is not taken for all there is. */
    void read(long begin, long end, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
      consumer.seek(partition, begin);
      Instant deadline = clock.instant().plus(BOUND);
      while (consumer.position(partition) < end) {
        var records = consumer.poll(POLL);
        for (var record : records) {
          if (record.offset() < end) {
            sink.accept(record);
          }
        }
        if (!records.isEmpty()) {
          deadline = clock.instant().plus(BOUND);
        } else if (clock.instant().isAfter(deadline)) {
          throw Refusal.unavailable("Kafka does not answer", BOUND);
        }
      }
    }

    private Optional<Long> offset(Instant time) {
      OffsetAndTimestamp found =
          consumer.offsetsForTimes(Map.of(partition, time.toEpochMilli())).get(partition);
      return Optional.ofNullable(found).map(OffsetAndTimestamp::offset);
    }
  }
}
