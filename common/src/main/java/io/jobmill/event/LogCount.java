// SPDX-License-Identifier: Apache-2.0
package io.jobmill.event;

/**
 * How much log an attempt wrote, by which a reader knows that it has all of it.
 *
 * @param entries numbered 1 to this
 * @param chunks numbered 0 to this - 1
 */
public record LogCount(long entries, int chunks) {

  public static final LogCount NONE = new LogCount(0, 0);
}
