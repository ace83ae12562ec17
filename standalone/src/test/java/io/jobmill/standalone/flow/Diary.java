// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * What jobs themselves wrote to a file: a line when they began and one when they ended.
 *
 * @param began ids of jobs that were begun
 * @param ended ids of jobs that came to their end
 */
record Diary(Set<String> began, Set<String> ended) {
  static Diary read(Path file) throws IOException {
    Set<String> began = new HashSet<>();
    Set<String> ended = new HashSet<>();
    for (String line : Files.readAllLines(file)) {
      int blank = line.indexOf(' ');
      (line.startsWith("began") ? began : ended).add(line.substring(blank + 1));
    }
    return new Diary(began, ended);
  }

  /** Those that were begun and never came to their end. */
  Set<String> cutShort() {
    Set<String> cut = new HashSet<>(began);
    cut.removeAll(ended);
    return cut;
  }
}
