// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

/** The name of a pool: a queue and the workers that serve it. */
public record Pool(String name) implements Comparable<Pool> {

  private static final int LONGEST = 60;

  public static final Pool DEFAULT = new Pool("default");

  /**
   * @throws IllegalArgumentException if the name is not 1 to 60 of {@code a-z 0-9 -}
   */
  public Pool {
    if (name.isEmpty() || name.length() > LONGEST || !name.chars().allMatch(Pool::isAllowed)) {
      throw new IllegalArgumentException(
          "pool must be 1 to 60 of a-z, 0-9 and -, not " + OneLine.quoted(name));
    }
  }

  @Override
  public int compareTo(Pool other) {
    return name.compareTo(other.name);
  }

  private static boolean isAllowed(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  }

  @Override
  public String toString() {
    return name;
  }
}
