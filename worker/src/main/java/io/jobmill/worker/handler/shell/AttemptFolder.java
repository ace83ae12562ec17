// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The private folder of one attempt: its script, what it hands back, its working directory. */
final class AttemptFolder implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AttemptFolder.class);

  private final Path folder;

  private AttemptFolder(Path folder) {
    this.folder = folder;
  }

  /** Makes a new one that only this user may look into. */
  static AttemptFolder in(Path parent) throws IOException {
    Files.createDirectories(parent);
    return new AttemptFolder(Files.createTempDirectory(parent, "job-"));
  }

  Path path() {
    return folder;
  }

  Path script() {
    return folder.resolve("script");
  }

  Path result() {
    return folder.resolve("result");
  }

  Path changed() {
    return folder.resolve("changed");
  }

  void writeScript(String text) throws IOException {
    Files.writeString(script(), text);
  }

  /** The beginning of a file, if there is one and it has something in it. */
  static Optional<byte[]> read(Path file, int maxBytes) throws IOException {
    // A pipe or a device would never end.
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(maxBytes);
      return bytes.length == 0 ? Optional.empty() : Optional.of(bytes);
    }
  }

  @Override
  public void close() {
    delete(folder);
  }

  /** Deletes a folder and all that is in it; what cannot be deleted is left and logged. */
  static void delete(Path folder) {
    try {
      Files.walkFileTree(folder, new Deletion());
    } catch (IOException e) {
      log.warn(
          "folder of an attempt could not be removed folder={} reason={}", folder, e.toString());
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      // Gone, or not ours to look into: deleting its folder will tell.
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
