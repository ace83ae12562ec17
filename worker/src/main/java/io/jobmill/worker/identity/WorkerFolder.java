// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.identity;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The part of a data folder that belongs to one running worker, locked while it runs. A second
 * worker on the same data folder gets a part of its own: {@code worker-2}, and so on.
 */
public final class WorkerFolder implements AutoCloseable {

  private static final int MOST_WORKERS = 1_000;

  private final Path folder;
  private final int number;
  private final UUID id;
  private final FileChannel lock;

  private WorkerFolder(Path folder, int number, UUID id, FileChannel lock) {
    this.folder = folder;
    this.number = number;
    this.id = id;
    this.lock = lock;
  }

  /**
   * Takes the first part that no running worker has.
   *
   * @throws WorkerFolderException in one line, if the folder cannot be used
   */
  public static WorkerFolder open(Path dataFolder) {
    for (int number = 1; number <= MOST_WORKERS; number++) {
      Path folder = dataFolder.resolve(number == 1 ? "worker" : "worker-" + number);
      Optional<WorkerFolder> free = tryOpen(folder, number);
      if (free.isPresent()) {
        return free.get();
      }
    }
    throw new WorkerFolderException(
        "data folder %s has %d workers running on it already"
            .formatted(dataFolder.toAbsolutePath(), MOST_WORKERS),
        null);
  }

  /** The worker's id, the same at every start. */
  public UUID id() {
    return id;
  }

  /** The worker's name: the host's, with a number where others run beside it. */
  public String nameOn(String host) {
    return number == 1 ? host : host + "#" + number;
  }

  /** For what lives no longer than an attempt. */
  public Path scratch() {
    return folder.resolve("jobs");
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new WorkerFolderException("lock of %s could not be released".formatted(folder), e);
    }
  }

  private static Optional<WorkerFolder> tryOpen(Path folder, int number) {
    FileChannel channel = null;
    try {
      Files.createDirectories(folder);
      channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        return Optional.empty();
      }
      return Optional.of(new WorkerFolder(folder.toAbsolutePath(), number, id(folder), channel));
    } catch (IOException e) {
      closeQuietly(channel);
      throw new WorkerFolderException(
          "data folder %s cannot be used: %s".formatted(folder.toAbsolutePath(), e.toString()), e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // A worker in this very process has it.
      return null;
    }
  }

  private static UUID id(Path folder) throws IOException {
    Path file = folder.resolve("id");
    if (!Files.exists(file)) {
      UUID made = UUID.randomUUID();
      Path draft = folder.resolve("id.new");
      Files.writeString(draft, made + "\n");
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      return made;
    }
    String text = Files.readString(file).strip();
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new WorkerFolderException(
          "%s does not hold the worker's id, a UUID; delete it to be a new worker"
              .formatted(file.toAbsolutePath()),
          e);
    }
  }

  private static void closeQuietly(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new WorkerFolderException("a lock could not be released", e);
    }
  }
}
