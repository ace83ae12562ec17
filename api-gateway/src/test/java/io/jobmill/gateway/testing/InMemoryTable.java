// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.testing;

import io.jobmill.gateway.definitions.DefinitionTable;
import io.jobmill.gateway.problem.Refusal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Definitions that are in force as soon as they are put. */
public final class InMemoryTable<V> implements DefinitionTable<V> {

  private final Map<String, Stored<V>> values = new ConcurrentHashMap<>();
  private final List<Listener<V>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicLong offsets = new AtomicLong();
  private volatile boolean broken;
  private volatile boolean away;

  @Override
  public Optional<Stored<V>> find(String key) {
    requireWhole();
    return Optional.ofNullable(values.get(key));
  }

  @Override
  public Collection<Stored<V>> all() {
    requireWhole();
    return values.values();
  }

  @Override
  public void put(String key, V value) {
    requireThere();
    values.put(key, new Stored<>(value, offsets.getAndIncrement()));
    listeners.forEach(listener -> listener.changed(key, value));
  }

  @Override
  public void remove(String key) {
    requireThere();
    values.remove(key);
    listeners.forEach(listener -> listener.removed(key));
  }

  @Override
  public void listen(Listener<V> listener) {
    listeners.add(listener);
  }

  /** Nothing can be changed any more. */
  void lose() {
    away = true;
  }

  /** Whatever is asked of it is from now on a mistake of ours. */
  void breakDown() {
    broken = true;
  }

  /** Forgets everything. */
  public void clear() {
    broken = false;
    away = false;
    values.keySet().forEach(this::remove);
  }

  private void requireThere() {
    if (away) {
      throw Refusal.unavailable(
          "Kafka does not answer; nothing was changed", Duration.ofSeconds(2));
    }
  }

  private void requireWhole() {
    if (broken) {
      throw new IllegalStateException("broken by a test");
    }
  }
}
