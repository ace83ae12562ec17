// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a mongod said last. */
final class MongodLog {
  private static final int LINES = 10;

  private MongodLog() {}

  static String end(Path log) {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    } catch (IOException e) {
      return "(no log at %s)".formatted(log);
    }
  }
}
