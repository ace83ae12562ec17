// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.bare;

/** So many members of the share group, each taking at most so many records per poll. */
public record Lanes(int count, int size) {

  @Override
  public String toString() {
    return "%d lanes of %d".formatted(count, size);
  }
}
