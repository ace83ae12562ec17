// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.testing;

import io.jobmill.gateway.definitions.DefinitionTable;
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

  @Override
  public Optional<Stored<V>> find(String key) {
    return Optional.ofNullable(values.get(key));
  }

  @Override
  public Collection<Stored<V>> all() {
    return values.values();
  }

  @Override
  public void put(String key, V value) {
    values.put(key, new Stored<>(value, offsets.getAndIncrement()));
    listeners.forEach(listener -> listener.changed(key, value));
  }

  @Override
  public void remove(String key) {
    values.remove(key);
    listeners.forEach(listener -> listener.removed(key));
  }

  @Override
  public void listen(Listener<V> listener) {
    listeners.add(listener);
  }

  /** Forgets everything. */
  public void clear() {
    values.keySet().forEach(this::remove);
  }
}
