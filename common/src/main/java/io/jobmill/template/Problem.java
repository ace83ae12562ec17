// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

/**
 * One thing that is wrong with a definition.
 *
 * @param path where, like {@code variables[2].type}; empty for the whole
 * @param message what is wrong and what would be right
 */
public record Problem(String path, String message) {

  @Override
  public String toString() {
    return path.isEmpty() ? message : path + ": " + message;
  }
}
