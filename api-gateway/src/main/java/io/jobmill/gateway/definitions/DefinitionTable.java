// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.definitions;

import java.util.Collection;
import java.util.Optional;

/** Definitions of one kind by their name, in the memory of everyone who needs them. Thread-safe. */
public interface DefinitionTable<V> {

  Optional<Stored<V>> find(String key);

  /** A live view of all there are. */
  Collection<Stored<V>> all();

  /**
   * Makes the value known to everyone; returns when it is safe, and visible here.
   *
   * @throws io.jobmill.gateway.problem.Refusal 503 if that could not be had in time
   */
  void put(String key, V value);

  /** Takes the definition away, with the same promise as {@link #put}. */
  void remove(String key);

  /** Tells the listener of every change from now on; what there is already is not told. */
  void listen(Listener<V> listener);

  /**
   * @param offset where its record stands
   */
  record Stored<V>(V value, long offset) {}

  /** Hears of changes after they can be read. */
  interface Listener<V> {

    void changed(String key, V value);

    default void removed(String key) {}
  }
}
