// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

import io.jobmill.embedded.folder.FolderLock;
import java.io.IOException;
import java.nio.file.Path;

/** Takes the folder of a store, for one process at a time whichever the store is. */
final class StoreFolder {
  private StoreFolder() {}

  static FolderLock take(Path folder) {
    try {
      return FolderLock.take(folder, "store.lock")
          .orElseThrow(
              () ->
                  new StoreStartException(
                      "the folder %s is in use by another store; end that one, or name another folder"
                          .formatted(folder)));
    } catch (IOException e) {
      throw new StoreStartException(
          "the folder %s cannot be used for the store: %s".formatted(folder, e), e);
    }
  }
}
