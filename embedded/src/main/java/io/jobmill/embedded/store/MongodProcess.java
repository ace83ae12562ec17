// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

import io.jobmill.embedded.folder.FolderLock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A MongoDB server as a child of this process: a replica set of one node on 127.0.0.1. It ends with
 * this process, also when this one is killed; one that was left over nevertheless is ended by the
 * next start on its folder. One that ends by itself is started again on the same port.
 */
public final class MongodProcess implements LocalStore {
  private static final Logger log = LoggerFactory.getLogger(MongodProcess.class);
  private static final long WATCH_ENDS_WITHIN_MILLIS = 5_000;

  private final MongodSettings settings;
  private final int port;
  private final FolderLock lock;
  private final Thread watch = new Thread(this::watch, "mongod-watch");
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile MongodRun run;

  private MongodProcess(MongodSettings settings, int port, FolderLock lock, MongodRun run) {
    this.settings = settings;
    this.port = port;
    this.lock = lock;
    this.run = run;
    watch.setDaemon(true);
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
      MongodRun run = MongodRun.spawn(settings, port);
      run.awaitPrimary();
      MongodProcess mongod = new MongodProcess(settings, port, lock, run);
      mongod.watch.start();
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

  private void watch() {
    RestartPause pause = RestartPause.FIRST;
    try {
      while (true) {
        int status = run.awaitEnd();
        if (closed.get()) {
          return;
        }
        log.error(
            "mongod ended by itself and is started again status={} lived={} log={}",
            status,
            run.age(),
            settings.log());
        pause = pause.after(run.age());
        TimeUnit.MILLISECONDS.sleep(pause.length().toMillis());
        while (!startsAgain()) {
          pause = pause.after(Duration.ZERO);
          TimeUnit.MILLISECONDS.sleep(pause.length().toMillis());
        }
      }
    } catch (InterruptedException e) {
      log.debug("mongod is no longer watched");
    }
  }

  private boolean startsAgain() {
    // The supervisor of the last one may still wait for our end of its pipe.
    run.end();
    try {
      run = MongodRun.spawn(settings, port);
      run.awaitPrimary();
      log.info("mongod runs again port={}", port);
      return true;
    } catch (IOException | StoreStartException e) {
      log.error("mongod did not start again reason={}", firstLine(e));
      return false;
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
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
      watch.interrupt();
      watch.join(WATCH_ENDS_WITHIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      run.end();
    } finally {
      lock.close();
    }
  }
}
