// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds processes by what stands in their environment; only Linux tells. */
final class MarkedProcesses {

  private static final Path PROC = Path.of("/proc");

  private MarkedProcesses() {}

  /** All whose environment has an entry that begins with the marker. */
  static List<ProcessHandle> find(String marker) {
    List<ProcessHandle> found = new ArrayList<>();
    if (!Files.isDirectory(PROC)) {
      return found;
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (hasMarker(process, marker)) {
          ProcessHandle.of(Long.parseLong(process.getFileName().toString())).ifPresent(found::add);
        }
      }
    } catch (IOException | DirectoryIteratorException | UncheckedIOException e) {
      // What has been found will do; the next round looks again.
      return found;
    }
    return found;
  }

  /** Whether it is alive and no zombie, which nothing can kill. */
  static boolean runs(ProcessHandle process) {
    if (!process.isAlive()) {
      return false;
    }
    try {
      String stat = Files.readString(PROC.resolve(process.pid() + "/stat"));
      return !stat.substring(stat.lastIndexOf(')') + 1).stripLeading().startsWith("Z");
    } catch (IOException | RuntimeException e) {
      return process.isAlive();
    }
  }

  private static boolean hasMarker(Path process, String marker) {
    try {
      // One char per byte: environments need not be text.
      String environment =
          new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1);
      String bytes =
          new String(marker.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      return environment.startsWith(bytes) || environment.contains("\0" + bytes);
    } catch (IOException e) {
      // Gone, or somebody else's.
      return false;
    }
  }
}
