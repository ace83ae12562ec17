// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import java.util.regex.Pattern;

/** The name of a pool: a queue and the workers that serve it. */
public record Pool(String name) implements Comparable<Pool> {

  private static final Pattern ALLOWED = Pattern.compile("[a-z0-9-]{1,60}");

  public static final Pool DEFAULT = new Pool("default");

  /**
   * @throws IllegalArgumentException if the name is not 1 to 60 of {@code a-z 0-9 -}
   */
  public Pool {
    if (!ALLOWED.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "pool must be 1 to 60 of a-z, 0-9 and -, not " + OneLine.quoted(name));
    }
  }

  @Override
  public int compareTo(Pool other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
