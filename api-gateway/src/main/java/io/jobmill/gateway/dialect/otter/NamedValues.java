// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.otter;

import io.jobmill.gateway.problem.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came by name from one place, names in any case, repeated ones together. */
final class NamedValues {

  private static final int MOST = 1000;

  private final Map<String, Named> byName = new LinkedHashMap<>();
  private int count;

  /**
   * A name and all that was given for it.
   *
   * @param name as it was spelled first
   * @param list whether it was given as a list, so that it stays one
   */
  record Named(String name, List<String> items, boolean list) {}

  void add(String name, String value) {
    countOne();
    Named before = byName.get(key(name));
    List<String> items = before == null ? new ArrayList<>() : before.items();
    items.add(value);
    boolean list = before != null && before.list();
    byName.put(key(name), new Named(before == null ? name : before.name(), items, list));
  }

  void addList(String name, List<String> values) {
    countOne();
    Named before = byName.get(key(name));
    List<String> items = before == null ? new ArrayList<>() : before.items();
    items.addAll(values);
    byName.put(key(name), new Named(before == null ? name : before.name(), items, true));
  }

  boolean has(String name) {
    return byName.containsKey(key(name));
  }

  Collection<Named> all() {
    return byName.values();
  }

  /**
   * The value of a name that has a meaning of its own.
   *
   * @throws Refusal 400 if it is given more than once here
   */
  @Nullable String one(String name) {
    Named named = byName.get(key(name));
    if (named == null) {
      return null;
    }
    if (named.list() || named.items().size() != 1) {
      throw Refusal.badRequest("parameter '%s' is given more than once".formatted(name));
    }
    return named.items().get(0);
  }

  private void countOne() {
    if (++count > MOST) {
      throw Refusal.badRequest("more than " + MOST + " parameters");
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
