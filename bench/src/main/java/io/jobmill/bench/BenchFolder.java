// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Where the servers of one run keep their data; a temporary one is removed afterwards. */
record BenchFolder(Path path, boolean temporary) implements AutoCloseable {

  static BenchFolder open(@Nullable Path wanted) throws IOException {
    return wanted == null
        ? new BenchFolder(Files.createTempDirectory("jobmill-bench"), true)
        : new BenchFolder(Files.createDirectories(wanted), false);
  }

  @Override
  public void close() throws IOException {
    if (!temporary) {
      return;
    }
    try (var files = Files.walk(path)) {
      files.sorted(Comparator.reverseOrder()).forEach(BenchFolder::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
