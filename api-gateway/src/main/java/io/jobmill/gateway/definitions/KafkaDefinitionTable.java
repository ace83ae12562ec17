// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.definitions;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.kafka.CompactedTable;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.LoopListener;
import io.jobmill.kafka.SendFailedException;
import io.jobmill.kafka.Sends;
import io.jobmill.kafka.TableListener;
import io.jobmill.kafka.TableSource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Definitions in a compacted topic. */
public final class KafkaDefinitionTable<V> implements DefinitionTable<V> {

  private static final Logger log = LoggerFactory.getLogger(KafkaDefinitionTable.class);

  private static final Duration SEEN_WITHIN = Duration.ofSeconds(5);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Kind<V> kind;
  private final Sends sends;
  private final List<Listener<V>> listeners = new CopyOnWriteArrayList<>();
  private final CompactedTable<V> table;

  /**
   * @param topic full name
   */
  public record Kind<V>(
      String topic, TableSource.Decoder<V> decoder, Function<V, byte[]> encoder) {}

  public KafkaDefinitionTable(Kind<V> kind, KafkaClients clients, Sends sends, Clock clock) {
    this.kind = kind;
    this.sends = sends;
    this.table =
        new CompactedTable<>(
            new TableSource<>(kind.topic(), kind.decoder()),
            clients,
            new Announcing(),
            LoopListener.NONE,
            clock);
  }

  void start(Duration bound) {
    table.start(bound);
  }

  void close() {
    table.close();
  }

  /** When the cluster last answered. */
  Instant lastAnswer() {
    return table.lastPollOk();
  }

  @Override
  public Optional<Stored<V>> find(String key) {
    return table.get(key).map(entry -> new Stored<>(entry.value(), entry.offset()));
  }

  @Override
  public Collection<Stored<V>> all() {
    return table.entries().values().stream()
        .map(entry -> new Stored<>(entry.value(), entry.offset()))
        .toList();
  }

  @Override
  public void put(String key, V value) {
    write(key, kind.encoder().apply(value));
  }

  @Override
  public void remove(String key) {
    write(key, null);
  }

  @Override
  public void listen(Listener<V> listener) {
    listeners.add(listener);
  }

  private void write(String key, byte @Nullable [] value) {
    var record =
        new ProducerRecord<byte[], byte[]>(
            kind.topic(), key.getBytes(StandardCharsets.UTF_8), value);
    try {
      long offset = sends.all(List.of(record)).get(0).offset();
      if (!table.awaitOffset(offset, SEEN_WITHIN)) {
        log.warn("own change is not read back yet topic={} offset={}", kind.topic(), offset);
      }
    } catch (SendFailedException e) {
      log.warn("definition could not be written topic={} reason={}", kind.topic(), e.getMessage());
      throw Refusal.unavailable("Kafka does not answer; nothing was changed", RETRY);
    }
  }

  private final class Announcing implements TableListener<V> {

    @Override
    public void changed(CompactedTable.Entry<V> entry) {
      listeners.forEach(listener -> listener.changed(entry.key(), entry.value()));
    }

    @Override
    public void removed(String key, long offset) {
      listeners.forEach(listener -> listener.removed(key));
    }
  }
}
