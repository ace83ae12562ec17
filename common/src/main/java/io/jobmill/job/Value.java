// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import java.util.List;

/**
 * The value of one variable: a text, or a list of texts where the variable takes several.
 *
 * @param items the texts in order; exactly one unless {@code list}
 * @param list whether this is a list, also when it has one item or none
 */
public record Value(List<String> items, boolean list) {

  public Value {
    items = List.copyOf(items);
    if (!list && items.size() != 1) {
      throw new IllegalArgumentException("a single value has one text, not " + items.size());
    }
  }

  public static Value of(String text) {
    return new Value(List.of(text), false);
  }

  public static Value ofList(List<String> items) {
    return new Value(items, true);
  }

  /** The items separated by newlines: what an environment variable or a placeholder receives. */
  public String text() {
    return String.join("\n", items);
  }

  /** Never prints the text: a value may be a secret. */
  @Override
  public String toString() {
    return list ? "Value[" + items.size() + " items]" : "Value[1 text]";
  }
}
