// SPDX-License-Identifier: Apache-2.0
package io.jobmill.testkit.summary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The file in which the test JVMs of one build note what they used. The build names it with the
 * property {@code jobmill.test.run}, a new file each time; without it nothing is noted.
 */
public final class RunRecord {
  private RunRecord() {}

  /** Notes that {@code what} played {@code role} in this JVM. */
  public static void used(String role, String what) {
    String file = System.getProperty("jobmill.test.run", "");
    if (file.isBlank()) {
      return;
    }
    try {
      Path path = Path.of(file);
      Files.createDirectories(path.resolveSibling(""));
      Files.writeString(
          path, role + "\t" + what + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What played {@code role} in the run noted in {@code file}, each once. */
  static List<String> read(Path file, String role) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (var lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(role + "\t"))
          .map(line -> line.substring(role.length() + 1))
          .distinct()
          .sorted()
          .toList();
    }
  }
}
