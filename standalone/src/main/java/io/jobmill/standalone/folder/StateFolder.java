// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.folder;

import io.jobmill.embedded.folder.FolderLock;
import io.jobmill.standalone.RefusedException;
import io.jobmill.standalone.setting.KeySettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The folder of everything that is kept, held until it is closed:
 *
 * <pre>
 * kafka/                 the embedded broker's log, in which everything is
 * store/                 the views: made again from Kafka's log when they are gone
 * worker/                the worker's id
 * logs/                  what happened in detail
 * admin.key secret.key   made at first start, for the owner's eyes only
 * </pre>
 */
public final class StateFolder implements AutoCloseable {
  private static final String LOCK = "jobmill.lock";
  private static final String HOLDER = "jobmill.pid";

  private final Path path;
  private final FolderLock lock;

  private StateFolder(Path path, FolderLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes the folder where it is missing, closes it to other users and takes it.
   *
   * @throws RefusedException when it cannot be written, or another process has it
   */
  public static StateFolder open(Path path) {
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(path, OwnerOnly.newFolder(path));
      }
      FolderLock lock =
          FolderLock.take(path, LOCK).orElseThrow(() -> new RefusedException(takenLine(path)));
      StateFolder folder = new StateFolder(path, lock);
      folder.settle();
      return folder;
    } catch (IOException e) {
      throw new RefusedException(
          "the data folder %s cannot be written (%s); make it writable, or set JOBMILL_DATA_DIR to another folder"
              .formatted(path, IoReason.of(e)),
          e);
    }
  }

  /**
   * The administrator's key of the HTTP API: the environment's, else the kept one, else a new one.
   */
  public Key adminKey(KeySettings given) {
    return key(given.admin(), "JOBMILL_ADMIN_KEY", "admin.key", FreshKeys::admin);
  }

  /**
   * The secret that seals obscured values: the environment's, else the kept one, else a new one.
   */
  public Key secretKey(KeySettings given) {
    return key(given.secret(), "JOBMILL_SECRET_KEY", "secret.key", FreshKeys::secret);
  }

  /** Forgets a key that was just made, because nobody will be shown it. */
  public void withdraw(Key key) {
    if (key.made()) {
      KeyFile.remove(Path.of(key.origin()));
    }
  }

  private Key key(Optional<String> given, String variable, String file, Supplier<String> maker) {
    return given
        .map(text -> new Key(text, false, variable))
        .orElseGet(() -> new KeyFile(path.resolve(file)).keptOr(maker));
  }

  public Path path() {
    return path;
  }

  /** Holds the embedded broker's log. */
  public Path kafka() {
    return path.resolve("kafka");
  }

  /** Holds the store's files, whichever store it is. */
  public Path store() {
    return path.resolve("store");
  }

  /** Holds the log files. */
  public Path logs() {
    return path.resolve("logs");
  }

  @Override
  public void close() {
    lock.close();
  }

  private void settle() throws IOException {
    try {
      closeToOthers();
      Files.writeString(path.resolve(HOLDER), Long.toString(ProcessHandle.current().pid()));
      Files.createDirectories(logs());
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  /** A mounted volume may belong to somebody else: then its permissions are that one's business. */
  private void closeToOthers() throws IOException {
    if (Files.getOwner(path).getName().equals(System.getProperty("user.name"))) {
      OwnerOnly.folder(path);
    }
  }

  private static String takenLine(Path path) {
    return "the data folder %s is in use by another Jobmill%s; stop that one, or set JOBMILL_DATA_DIR to another folder"
        .formatted(path, holder(path));
  }

  private static String holder(Path path) {
    try {
      String pid = Files.readString(path.resolve(HOLDER), StandardCharsets.UTF_8).strip();
      return pid.isEmpty() ? "" : " (process " + pid + ")";
    } catch (IOException e) {
      return "";
    }
  }
}
