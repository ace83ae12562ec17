// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.folder;

/**
 * A key, and whether it was made just now.
 *
 * @param made the user has not seen it yet
 * @param origin the file or the environment variable that has it
 */
public record Key(String text, boolean made, String origin) {
  /** Keeps the key out of logs. */
  @Override
  public String toString() {
    return "Key[made=%s, origin=%s]".formatted(made, origin);
  }
}
