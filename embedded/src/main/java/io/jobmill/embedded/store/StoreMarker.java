// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file {@code store} in a store's folder: the word for the store that the folder began with.
 */
final class StoreMarker {
  private StoreMarker() {}

  static Optional<StoreKind> read(Path folder) {
    Path file = folder.resolve("store");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      String word = Files.readString(file);
      return Optional.of(
          StoreKind.named(word)
              .orElseThrow(
                  () ->
                      new StoreStartException(
                          "the file %s names no store that this version knows: %s"
                              .formatted(file, word.strip()))));
    } catch (IOException e) {
      throw new StoreStartException("the file %s cannot be read: %s".formatted(file, e), e);
    }
  }

  static void write(Path folder, StoreKind kind) {
    Path file = folder.resolve("store");
    try {
      Files.writeString(file, kind.word() + "\n");
    } catch (IOException e) {
      throw new StoreStartException("the file %s cannot be written: %s".formatted(file, e), e);
    }
  }
}
