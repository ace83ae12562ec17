// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import io.jobmill.job.OneLine;

/**
 * One thing that is wrong with a definition.
 *
 * @param path where, like {@code variables[2].type}; empty for the whole
 * @param message what is wrong and what would be right
 */
public record Problem(String path, String message) {

  public Problem {
    path = OneLine.of(path);
    message = OneLine.of(message);
  }

  @Override
  public String toString() {
    return path.isEmpty() ? message : path + ": " + message;
  }
}
