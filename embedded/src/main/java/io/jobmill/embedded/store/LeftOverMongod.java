// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mongod whose parent and supervisor were both killed. Whoever holds the folder's lock may end
 * it: nobody is left who uses it.
 */
final class LeftOverMongod {
  private static final Logger log = LoggerFactory.getLogger(LeftOverMongod.class);
  private static final long PATIENCE_SECONDS = 15;

  private LeftOverMongod() {}

  static void stop(Path database) throws IOException {
    Optional<ProcessHandle> found = find(database);
    if (found.isEmpty()) {
      return;
    }
    ProcessHandle mongod = found.get();
    log.warn("ending a mongod that was left over pid={} folder={}", mongod.pid(), database);
    mongod.destroy();
    try {
      mongod.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      mongod.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      mongod.destroyForcibly();
    }
  }

  /**
   * mongod keeps its pid in its lock file while it runs, and leaves the file empty when it ends.
   */
  private static Optional<ProcessHandle> find(Path database) throws IOException {
    Path lock = database.resolve("mongod.lock");
    if (!Files.exists(lock)) {
      return Optional.empty();
    }
    String pid = Files.readString(lock).strip();
    if (!pid.matches("[0-9]{1,18}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(pid)).filter(handle -> runsOn(handle, database));
  }

  /** After a reboot the pid may be anybody's. */
  private static boolean runsOn(ProcessHandle handle, Path database) {
    return handle
        .info()
        .commandLine()
        .filter(line -> line.contains(database.toString()))
        .isPresent();
  }
}
