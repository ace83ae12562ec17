// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The right to use a folder, held by one owner on this machine until it is closed or its process
 * ends.
 */
public final class FolderLock implements AutoCloseable {
  // The file lock alone would not do: a process that closes any channel on a file loses its locks
  // on that file, so within this JVM the folder must be refused before the file is opened.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  // A process that was killed a moment ago keeps its locks until the system has taken it down.
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration STEP = Duration.ofMillis(20);

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Makes the folder where it is missing and takes it.
   *
   * @param name of the lock's file in the folder
   * @return empty when somebody else has it
   * @throws IOException when the folder cannot be made or written
   */
  public static Optional<FolderLock> take(Path folder, String name) throws IOException {
    Path file = Files.createDirectories(folder).toRealPath().resolve(name);
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    Optional<FolderLock> taken = Optional.empty();
    try {
      taken = lock(file);
    } finally {
      if (taken.isEmpty()) {
        HELD.remove(file);
      }
    }
    return taken;
  }

  private static Optional<FolderLock> lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      locked = tryLock(channel);
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    return locked ? Optional.of(new FolderLock(file, channel)) : Optional.empty();
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (channel.tryLock() == null) {
      if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
    return true;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD.remove(file);
    }
  }
}
