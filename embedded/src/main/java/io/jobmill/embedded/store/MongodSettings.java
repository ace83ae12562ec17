// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

import java.nio.file.Path;

/**
 * Where and how a {@link MongodProcess} runs.
 *
 * @param binary the mongod to run
 * @param folder holds its database and its log; made when it is missing
 * @param port of the listener on 127.0.0.1, 0 for any free one
 * @param cacheMegabytes of memory for WiredTiger's cache, at least 256
 */
public record MongodSettings(Path binary, Path folder, int port, int cacheMegabytes) {
  private static final int SMALLEST_CACHE = 256;

  /** Refuses a cache that mongod would refuse. */
  public MongodSettings {
    if (cacheMegabytes < SMALLEST_CACHE) {
      throw new IllegalArgumentException(
          "mongod needs a cache of at least %d MB, not %d"
              .formatted(SMALLEST_CACHE, cacheMegabytes));
    }
    folder = folder.toAbsolutePath().normalize();
  }

  /** The smallest server, on any free port. */
  public static MongodSettings small(Path binary, Path folder) {
    return new MongodSettings(binary, folder, 0, SMALLEST_CACHE);
  }

  /** The same on a fixed port. */
  public MongodSettings withPort(int newPort) {
    return new MongodSettings(binary, folder, newPort, cacheMegabytes);
  }

  /** The same with another cache. */
  public MongodSettings withCacheMegabytes(int megabytes) {
    return new MongodSettings(binary, folder, port, megabytes);
  }

  Path database() {
    return folder.resolve("db");
  }

  Path log() {
    return folder.resolve("mongod.log");
  }
}
