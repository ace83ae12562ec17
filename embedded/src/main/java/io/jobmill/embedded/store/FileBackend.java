// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collections and indexes in one file, that are written to it together and only between commands.
 * Left to itself the file's format commits one map after the other while they change: a killed
 * process would leave documents that no index has, or a position ahead of what it stands for.
 * Thread-safe.
 */
final class FileBackend extends IndexedBackend {
  private static final Logger log = LoggerFactory.getLogger(FileBackend.class);
  private static final long COMMIT_EVERY_MILLIS = 500;

  private static final int COMMITS_PER_COMPACTION = 10;

  /** Chunks of which less than this part is still used, in percent, are written anew. */
  private static final int LEAST_FILL_RATE = 70;

  private static final int MOST_REWRITTEN_BYTES = 4 * 1024 * 1024;

  private final ReentrantReadWriteLock between = new ReentrantReadWriteLock();
  private final CountDownLatch closed = new CountDownLatch(1);

  private FileBackend(MVStore file) {
    super(file);
  }

  /**
   * Opens the file, which is made when it is missing, and commits to it until it is closed.
   *
   * @throws MVStoreException when the file cannot be used
   */
  static FileBackend open(Path file) {
    FileBackend backend =
        new FileBackend(
            new MVStore.Builder().fileName(file.toString()).autoCommitDisabled().open());
    Thread commits = new Thread(backend::commitUntilClosed, "store-commit");
    commits.setDaemon(true);
    commits.start();
    return backend;
  }

  private void commitUntilClosed() {
    try {
      for (int i = 1; !closed.await(COMMIT_EVERY_MILLIS, TimeUnit.MILLISECONDS); i++) {
        commit();
        if (i % COMMITS_PER_COMPACTION == 0) {
          compact();
        }
      }
    } catch (InterruptedException e) {
      log.debug("commits end, as somebody asked for it");
    } catch (MVStoreException e) {
      // The file has closed itself: every command fails from now on, and says so.
      log.error("the store's file cannot be written reason={}", e.getMessage());
    }
  }

  @Override
  public void commit() {
    betweenCommands(super::commit);
  }

  private void compact() {
    betweenCommands(() -> getMvStore().compact(LEAST_FILL_RATE, MOST_REWRITTEN_BYTES));
  }

  /** Does something while no command is under way. */
  void betweenCommands(Runnable action) {
    Lock alone = between.writeLock();
    alone.lock();
    try {
      if (!getMvStore().isClosed()) {
        action.run();
      }
    } finally {
      alone.unlock();
    }
  }

  /** Every command of a driver but its greeting comes as one message. */
  @Override
  public Document handleMessage(MongoMessage message) {
    Lock shared = between.readLock();
    shared.lock();
    try {
      return super.handleMessage(message);
    } finally {
      shared.unlock();
    }
  }

  /** Whether a command waits for something that is done between commands. */
  boolean isAwaited() {
    return between.hasQueuedThreads();
  }

  @Override
  public void close() {
    closed.countDown();
    betweenCommands(super::close);
  }
}
