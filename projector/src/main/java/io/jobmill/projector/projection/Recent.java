// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import java.util.ArrayList;
import java.util.List;

/** Immutable lists that forget their oldest items. */
final class Recent {

  private Recent() {}

  static <T> List<T> append(List<T> items, T last, int most) {
    List<T> longer = new ArrayList<>(items.size() + 1);
    longer.addAll(
        items.size() < most ? items : items.subList(items.size() - most + 1, items.size()));
    longer.add(last);
    return List.copyOf(longer);
  }

  /** Without the first item that is equal to this one. */
  static <T> List<T> without(List<T> items, T one) {
    List<T> shorter = new ArrayList<>(items);
    shorter.remove(one);
    return List.copyOf(shorter);
  }

  static <T> List<T> replace(List<T> items, T before, T after) {
    List<T> changed = new ArrayList<>(items);
    changed.set(changed.indexOf(before), after);
    return List.copyOf(changed);
  }
}
