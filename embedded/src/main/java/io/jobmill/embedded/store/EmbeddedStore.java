// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

import de.bwaldvogel.mongo.MongoServer;
import io.jobmill.embedded.folder.FolderLock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/** A MongoDB-protocol store inside this JVM, on one file or in memory. */
public final class EmbeddedStore implements LocalStore {
  private final MongoServer server;
  private final @Nullable FolderLock lock;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedStore(MongoServer server, @Nullable FolderLock lock) {
    this.server = server;
    this.lock = lock;
  }

  /**
   * Opens the store kept in {@code folder}, which is made when it is missing.
   *
   * @param port of the listener on 127.0.0.1, 0 for any free one
   * @throws StoreStartException when the folder or the port cannot be used
   */
  public static EmbeddedStore in(Path folder, int port) {
    FolderLock lock = StoreFolder.take(folder);
    Path file = folder.resolve("store.mv");
    try {
      return new EmbeddedStore(listen(FileBackend.open(file), port), lock);
    } catch (MVStoreException e) {
      lock.close();
      throw new StoreStartException(
          "the store's file %s cannot be opened: %s".formatted(file, e.getMessage()), e);
    } catch (StoreStartException e) {
      lock.close();
      throw e;
    }
  }

  /** Opens an empty store that is forgotten when it is closed. */
  public static EmbeddedStore inMemory() {
    return new EmbeddedStore(listen(IndexedBackend.forgetful(), 0), null);
  }

  private static MongoServer listen(IndexedBackend backend, int port) {
    MongoServer server = new MongoServer(backend);
    try {
      server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
      return server;
    } catch (Exception e) {
      server.shutdownNow();
      throw StoreStartException.portInUse(port, e);
    }
  }

  @Override
  public String uri() {
    return "mongodb://127.0.0.1:" + server.getLocalAddress().getPort();
  }

  @Override
  public StoreKind kind() {
    return StoreKind.EMBEDDED;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      server.shutdownNow();
      if (lock != null) {
        lock.close();
      }
    }
  }
}
