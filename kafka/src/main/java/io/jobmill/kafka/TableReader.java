// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic from its beginning and follows it for ever. Only the loop's thread touches the
 * consumer, but for waking it.
 */
final class TableReader<V> implements Loop {

  private static final Logger log = LoggerFactory.getLogger(TableReader.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration LOOK_UP = Duration.ofSeconds(5);
  private static final Duration PROBE_AFTER = Duration.ofSeconds(5);
  private static final Duration PROGRESS_EVERY = Duration.ofSeconds(5);

  private final TableSource<V> source;
  private final KafkaClients clients;
  private final TableChanges<V> changes;
  private final TableProgress progress;
  private final Clock clock;

  private List<TopicPartition> partitions = List.of();
  private Instant lastLogged = Instant.EPOCH;
  private volatile Instant lastPollOk = Instant.EPOCH;
  private volatile @Nullable Consumer<byte[], byte[]> consumer;

  TableReader(
      TableSource<V> source,
      KafkaClients clients,
      TableChanges<V> changes,
      TableProgress progress,
      Clock clock) {
    this.source = source;
    this.clients = clients;
    this.changes = changes;
    this.progress = progress;
    this.clock = clock;
  }

  /** When the cluster last answered. */
  Instant lastPollOk() {
    return lastPollOk;
  }

  @Override
  public void runOnce() {
    var reading = assigned();
    // A poll does not fail while no broker can be reached; asking for the end does.
    if (progress.endIsAsked() || clock.instant().isAfter(lastPollOk.plus(PROBE_AFTER))) {
      lookUpEnd(reading);
      progress.moved(positions(reading));
    }
    for (var record : poll(reading)) {
      changes.apply(record, source.decoder());
      lastPollOk = clock.instant();
    }
    progress.moved(positions(reading));
    logProgress();
  }

  @Override
  public void wakeUp() {
    var reading = consumer;
    if (reading != null) {
      reading.wakeup();
    }
  }

  @Override
  public void ended() {
    var reading = consumer;
    if (reading != null) {
      reading.close();
    }
  }

  private Consumer<byte[], byte[]> assigned() {
    var reading = consumer;
    if (reading == null) {
      reading =
          clients.consumer(
              "table-" + source.topic(),
              Map.of(
                  ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                  "earliest",
                  // A look-up waits behind the fetch that is under way.
                  ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                  200));
      consumer = reading;
    }
    if (partitions.isEmpty()) {
      var known = reading.partitionsFor(source.topic(), LOOK_UP);
      if (known.isEmpty()) {
        throw new KafkaException("topic %s does not exist".formatted(source.topic()));
      }
      var all = known.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
      reading.assign(all);
      reading.beginningOffsets(all, LOOK_UP).forEach(reading::seek);
      partitions = all;
    }
    return reading;
  }

  private void lookUpEnd(Consumer<byte[], byte[]> reading) {
    long request = progress.asked();
    progress.aim(request, reading.endOffsets(partitions, LOOK_UP));
    lastPollOk = clock.instant();
  }

  private ConsumerRecords<byte[], byte[]> poll(Consumer<byte[], byte[]> reading) {
    try {
      return reading.poll(progress.beginWait() ? POLL : Duration.ZERO);
    } catch (WakeupException somebodyAsks) {
      return ConsumerRecords.empty();
    }
  }

  private Map<TopicPartition, Long> positions(Consumer<byte[], byte[]> reading) {
    var positions = new HashMap<TopicPartition, Long>();
    partitions.forEach(partition -> positions.put(partition, reading.position(partition, LOOK_UP)));
    return positions;
  }

  private void logProgress() {
    var now = clock.instant();
    if (!progress.firstEndReached() && now.isAfter(lastLogged.plus(PROGRESS_EVERY))) {
      lastLogged = now;
      log.info("reading table topic={} {}", source.topic(), progress.describe());
    }
  }
}
