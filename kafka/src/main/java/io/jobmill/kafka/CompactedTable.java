// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * A compacted topic in memory: what was last said about each key.
 *
 * <p>{@link #start} reads the topic to its end; from then on a background thread follows it,
 * through outages of any length. Reads never wait: they see what was known a moment ago. Who must
 * not miss what is already in the topic calls {@link #awaitOffset} or {@link #readToEnd} first.
 */
public final class CompactedTable<V> implements AutoCloseable {

  private final ConcurrentHashMap<String, Entry<V>> entries = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Long> unread = new ConcurrentHashMap<>();
  private final TableProgress progress = new TableProgress();
  private final String topic;
  private final TableReader<V> reader;
  private final LoopThread thread;

  public CompactedTable(
      TableSource<V> source,
      KafkaClients clients,
      TableListener<V> listener,
      LoopListener loops,
      Clock clock) {
    var changes = new TableChanges<>(entries, unread, listener);
    this.topic = source.topic();
    this.reader = new TableReader<>(source, clients, changes, progress, clock);
    this.thread = new LoopThread("table-" + topic, reader, loops);
  }

  /** The latest record of a key. */
  public record Entry<V>(String key, V value, int partition, long offset, Instant appendedAt) {}

  /**
   * Reads the topic up to where it ends now, and goes on following it.
   *
   * @throws KafkaSetupException if that takes longer than {@code bound}; the table is closed then
   */
  public void start(Duration bound) {
    thread.start();
    if (!progress.awaitFirstEnd(bound)) {
      close();
      throw new KafkaSetupException(
          "topic %s could not be read to its end within %d s: %s"
              .formatted(topic, bound.toSeconds(), progress.describe()),
          null);
    }
  }

  public Optional<Entry<V>> get(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  /**
   * Where the latest record of a key stands that has no entry because none of its records can be
   * read. To tell that from a key that is not there, ask this first and for the entry second.
   */
  public OptionalLong unreadable(String key) {
    Long offset = unread.get(key);
    return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
  }

  /** A live, read-only view of everything, by key. */
  public Map<String, Entry<V>> entries() {
    return Collections.unmodifiableMap(entries);
  }

  /**
   * Waits until the record at this offset of partition 0 has been taken in.
   *
   * @return false if it had not when the time was up
   */
  public boolean awaitOffset(long offset, Duration bound) {
    return progress.awaitPosition(new TopicPartition(topic, 0), offset + 1, bound);
  }

  /**
   * Waits until everything has been taken in that was in the topic when this was called.
   *
   * @return false if it had not when the time was up
   */
  public boolean readToEnd(Duration bound) {
    return progress.awaitEnd(reader::wakeUp, bound);
  }

  /** When the cluster last answered; if that is long ago, what is read here may be out of date. */
  public Instant lastPollOk() {
    return reader.lastPollOk();
  }

  @Override
  public void close() {
    thread.close();
  }
}
