// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

import io.jobmill.embedded.folder.FolderLock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A MongoDB server as a child of this process: a replica set of one node on 127.0.0.1. It ends with
 * this process, also when this one is killed; one that was left over nevertheless is ended by the
 * next start on its folder.
 */
public final class MongodProcess implements LocalStore {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(15);
  private static final long STEP_MILLIS = 50;

  private final MongodSettings settings;
  private final int port;
  private final FolderLock lock;
  private final Process process;
  private final AtomicBoolean closed = new AtomicBoolean();

  private MongodProcess(MongodSettings settings, int port, FolderLock lock, Process process) {
    this.settings = settings;
    this.port = port;
    this.lock = lock;
    this.process = process;
  }

  /**
   * Starts mongod and returns when it takes writes.
   *
   * @throws StoreStartException when the binary, the folder or the port cannot be used, or mongod
   *     does not get ready in time; the message ends with the last lines of its log
   */
  public static MongodProcess start(MongodSettings settings) {
    FolderLock lock = StoreFolder.take(settings.folder());
    try {
      LeftOverMongod.stop(settings.database());
      int port = portFor(settings.port());
      MongodProcess mongod = new MongodProcess(settings, port, lock, spawn(settings, port));
      mongod.awaitPrimary();
      return mongod;
    } catch (IOException e) {
      lock.close();
      throw new StoreStartException("mongod did not start: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** A taken port is noticed here, in clear words; mongod would only say so in its log. */
  private static int portFor(int wanted) {
    try (ServerSocket socket =
        new ServerSocket(wanted, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw StoreStartException.portInUse(wanted, e);
    }
  }

  private static Process spawn(MongodSettings settings, int port) throws IOException {
    Files.createDirectories(settings.database());
    Path log = settings.log();
    if (Files.exists(log)) {
      Files.move(log, log.resolveSibling("mongod.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    return new ProcessBuilder(MongodCommand.of(settings, port))
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private void awaitPrimary() {
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
    close();
    return new StoreStartException(
        "%s (%s, folder %s, port %d); the end of its log:%n%s"
            .formatted(
                what, settings.binary(), settings.folder(), port, MongodLog.end(settings.log())));
  }

  @Override
  public String uri() {
    return "mongodb://127.0.0.1:%d/?replicaSet=%s".formatted(port, ReplicaSet.NAME);
  }

  @Override
  public StoreKind kind() {
    return StoreKind.MONGOD;
  }

  /** Ends mongod in order, or by force if it takes too long. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      ProcessEnd.of(process, STOP);
    } finally {
      lock.close();
    }
  }
}
