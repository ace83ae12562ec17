// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A file system in memory, mounted on a folder, that can be filled up. Only root may have one. */
final class SmallDisk implements AutoCloseable {
  private static final String SIZE = "768m";
  private static final int PIECE = 64 * 1024;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  static boolean canBeMounted(Path below) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(below.resolve("disk-to-try"));
    if (!run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString())) {
      return false;
    }
    return run("umount", folder.toString());
  }

  static SmallDisk mountedOn(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    if (!run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", folder.toString())) {
      throw new IOException("cannot mount a tmpfs on " + folder);
    }
    return new SmallDisk(folder);
  }

  Path folder() {
    return folder;
  }

  /** Leaves no byte of it free. */
  void fill() throws IOException {
    int piece = PIECE;
    try (OutputStream out = Files.newOutputStream(filler())) {
      while (piece > 0) {
        try {
          out.write(new byte[piece]);
        } catch (IOException e) {
          // Full, or nearly: what is left takes smaller pieces.
          piece /= 2;
        }
      }
    }
  }

  /** Undoes {@link #fill()}. */
  void free() throws IOException {
    Files.deleteIfExists(filler());
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  @Override
  public void close() throws IOException {
    try {
      boolean unused = run("umount", "-l", folder.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      // There is no such program.
      return false;
    }
    return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
