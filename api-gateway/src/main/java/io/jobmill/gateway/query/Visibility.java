// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import java.util.Set;
import java.util.TreeSet;

/** The jobs that somebody may see, told by the names of their templates. */
public sealed interface Visibility {

  Visibility EVERYTHING = new Everything();

  /** Every job, also those whose template is not known any more. */
  record Everything() implements Visibility {}

  /** Jobs of these templates and no others; names in the case of their definitions. */
  record Only(Set<String> templates) implements Visibility {
    public Only {
      templates = Set.copyOf(new TreeSet<>(templates));
    }
  }

  /** Every job but those of these templates. */
  record AllBut(Set<String> templates) implements Visibility {
    public AllBut {
      templates = Set.copyOf(new TreeSet<>(templates));
    }
  }
}
