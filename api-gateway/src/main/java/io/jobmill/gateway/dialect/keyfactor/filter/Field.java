// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor.filter;

import java.util.Map;

/**
 * A field that a list can be filtered by.
 *
 * @param name the first of its names
 * @param words numbers by the words that may stand for them, in lower case; none for most fields
 */
public record Field(String name, Kind kind, Map<String, Long> words) {

  public Field {
    words = Map.copyOf(words);
  }

  public static Field of(String name, Kind kind) {
    return new Field(name, kind, Map.of());
  }
}
