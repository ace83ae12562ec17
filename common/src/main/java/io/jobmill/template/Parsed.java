// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import java.util.List;

/** What came of reading a definition. */
public sealed interface Parsed<T> {

  record Valid<T>(T value) implements Parsed<T> {}

  /**
   * @param problems at least one
   */
  record Invalid<T>(List<Problem> problems) implements Parsed<T> {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
