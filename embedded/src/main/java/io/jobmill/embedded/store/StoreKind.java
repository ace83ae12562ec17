// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The stores that a single machine can run by itself. */
public enum StoreKind {
  /**
   * Inside this JVM. A kill loses about the last second of writes, which are then projected again.
   */
  EMBEDDED("in this process, good for trying and for some ten thousand jobs"),
  /** A child process. A kill loses nothing that was acknowledged. */
  MONGOD("a MongoDB server beside this process, good for millions of jobs");

  private final String goodFor;

  StoreKind(String goodFor) {
    this.goodFor = goodFor;
  }

  /** The word for it in settings and in the folder. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One line for the start-up message. */
  public String goodFor() {
    return goodFor;
  }

  /** The kind that a setting names, whatever its case. */
  static Optional<StoreKind> named(String word) {
    return Stream.of(values())
        .filter(kind -> kind.word().equalsIgnoreCase(word.strip()))
        .findFirst();
  }
}
