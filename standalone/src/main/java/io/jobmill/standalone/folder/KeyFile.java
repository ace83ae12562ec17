// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.folder;

import io.jobmill.standalone.RefusedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.function.Supplier;

/** A file that holds one key and that only its owner may read. */
final class KeyFile {
  private final Path path;

  KeyFile(Path path) {
    this.path = path;
  }

  /** The key that is kept, else one that is made and kept from now on. */
  Key keptOr(Supplier<String> maker) {
    try {
      if (Files.exists(path)) {
        OwnerOnly.file(path);
        return new Key(read(), false, path.toString());
      }
      String made = maker.get();
      write(made);
      return new Key(made, true, path.toString());
    } catch (IOException e) {
      throw new RefusedException(
          "the key file %s cannot be used: %s".formatted(path, IoReason.of(e)), e);
    }
  }

  static void remove(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new RefusedException(
          "the key file %s cannot be removed: %s".formatted(path, IoReason.of(e)), e);
    }
  }

  private String read() throws IOException {
    String text = Files.readString(path, StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      throw new RefusedException(
          "the key file %s is empty; put the key back, or remove the file and a new key is made"
              .formatted(path));
    }
    return text;
  }

  /** Moved into place when it is on disk: a crash leaves the whole key or none. */
  private void write(String key) throws IOException {
    Path part = path.resolveSibling(path.getFileName() + ".part");
    Files.deleteIfExists(part);
    Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(part, fresh, OwnerOnly.newFile(part))) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(key + "\n");
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
  }
}
