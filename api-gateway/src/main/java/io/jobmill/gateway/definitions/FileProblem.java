// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.definitions;

/**
 * Why a template file is not in force.
 *
 * @param file relative to the templates folder
 * @param line from 1
 */
public record FileProblem(String file, int line, String reason) {

  @Override
  public String toString() {
    return file + ":" + line + ": " + reason;
  }
}
