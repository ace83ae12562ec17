// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What some faults need and not every machine has.
 *
 * @param faketime libfaketime, which moves the clock of a process
 * @param disks where small file systems can be mounted
 * @param previous the root of an earlier version, built
 */
record Surroundings(@Nullable Path faketime, @Nullable Path disks, @Nullable Path previous) {
  private static final List<Path> LIBRARIES =
      List.of(Path.of("/usr/lib"), Path.of("/usr/local/lib"), Path.of("/usr/lib64"));

  /** Nothing of it is used. */
  static Surroundings plain() {
    return new Surroundings(null, null, null);
  }

  /** Looks for everything; disks are to be mounted below the folder. */
  static Surroundings find(Path folder, @Nullable String previous) throws Exception {
    return new Surroundings(
        findFaketime().orElse(null),
        SmallDisk.canBeMounted(folder) ? folder : null,
        previous == null ? null : Path.of(previous));
  }

  private static Optional<Path> findFaketime() throws IOException {
    String name = "faketime/libfaketime.so.1";
    for (Path folder : LIBRARIES) {
      if (Files.isDirectory(folder)) {
        if (Files.exists(folder.resolve(name))) {
          return Optional.of(folder.resolve(name));
        }
        try (DirectoryStream<Path> inner = Files.newDirectoryStream(folder, "*-linux-gnu*")) {
          for (Path architecture : inner) {
            if (Files.exists(architecture.resolve(name))) {
              return Optional.of(architecture.resolve(name));
            }
          }
        }
      }
    }
    return Optional.empty();
  }
}
