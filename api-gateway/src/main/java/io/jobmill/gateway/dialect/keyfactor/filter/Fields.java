// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor.filter;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The fields of one list by all their names, in any case. */
public final class Fields {

  private final Map<String, Field> byName = new LinkedHashMap<>();
  private final List<Field> all;

  private Fields(List<Field> all) {
    this.all = all;
    all.forEach(field -> byName.put(key(field.name()), field));
  }

  public static Fields of(Field... fields) {
    return new Fields(Arrays.asList(fields));
  }

  /** The same, and another name for a field. */
  public Fields alias(String name, Field field) {
    byName.put(key(name), field);
    return this;
  }

  public Optional<Field> find(String name) {
    return Optional.ofNullable(byName.get(key(name)));
  }

  /** Their first names, for a message. */
  String names() {
    return String.join(", ", all.stream().map(Field::name).toList());
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
