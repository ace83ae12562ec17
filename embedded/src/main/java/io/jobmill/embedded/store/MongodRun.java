// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One mongod, from its start to its end. */
final class MongodRun {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(15);
  private static final long STEP_MILLIS = 50;

  private final MongodSettings settings;
  private final int port;
  private final Process process;
  private final long began = System.nanoTime();

  private MongodRun(MongodSettings settings, int port, Process process) {
    this.settings = settings;
    this.port = port;
    this.process = process;
  }

  /** Starts one, after one that was left over on the same folder has been ended. */
  static MongodRun spawn(MongodSettings settings, int port) throws IOException {
    LeftOverMongod.stop(settings.database());
    Files.createDirectories(settings.database());
    Path log = settings.log();
    if (Files.exists(log)) {
      Files.move(log, log.resolveSibling("mongod.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    return new MongodRun(
        settings,
        port,
        new ProcessBuilder(MongodCommand.of(settings, port))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start());
  }

  /**
   * Returns when it takes writes.
   *
   * @throws StoreStartException when it does not; it has been ended then
   */
  void awaitPrimary() {
    long deadline = System.nanoTime() + START.toNanos();
    try (ReplicaSet replicaSet = new ReplicaSet(port)) {
      while (!replicaSet.advance()) {
        if (process.waitFor(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
          throw failed("mongod ended with status " + process.exitValue());
        }
        if (System.nanoTime() > deadline) {
          throw failed("mongod was not ready after " + START.toMinutes() + " minutes");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("interrupted while mongod started");
    }
  }

  private StoreStartException failed(String what) {
    end();
    return new StoreStartException(
        "%s (%s, folder %s, port %d); the end of its log:%n%s"
            .formatted(
                what, settings.binary(), settings.folder(), port, MongodLog.end(settings.log())));
  }

  /**
   * Waits until it has ended, whoever ended it.
   *
   * @return its exit status
   */
  int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  /** How long ago it was started. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** Ends it in order, or by force if that takes too long. */
  void end() {
    ProcessEnd.of(process, STOP);
  }
}
