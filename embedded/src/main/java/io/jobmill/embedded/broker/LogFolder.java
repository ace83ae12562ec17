// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;

/** The folder of one broker: held by one process at a time, formatted once, never again. */
final class LogFolder implements AutoCloseable {
  // The file lock alone would not do: a process that closes any channel on a file loses its locks
  // on that file, so within this JVM the folder must be refused before the file is opened.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;

  private LogFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  static LogFolder take(Path folder) {
    Path path;
    try {
      path = Files.createDirectories(folder).toRealPath();
    } catch (IOException e) {
      throw BrokerStartException.folderUnusable(folder, e);
    }
    if (!HELD.add(path)) {
      throw BrokerStartException.folderTaken(path);
    }
    try {
      return new LogFolder(path, lock(path));
    } catch (IOException e) {
      HELD.remove(path);
      throw BrokerStartException.folderUnusable(path, e);
    } catch (BrokerStartException e) {
      HELD.remove(path);
      throw e;
    }
  }

  private static FileChannel lock(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path.resolve("broker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw BrokerStartException.folderTaken(path);
      }
      return channel;
    } catch (IOException | BrokerStartException e) {
      channel.close();
      throw e;
    }
  }

  /** Gives an empty folder its cluster id; leaves one that has an id as it is. */
  MetaPropertiesEnsemble formatted() throws Exception {
    if (!load().emptyLogDirs().isEmpty()) {
      Formatter formatter = new Formatter();
      formatter
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setNodeId(BrokerProperties.NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
          .setMetadataLogDirectory(path.toString())
          .setDirectories(List.of(path.toString()))
          .run();
    }
    return load();
  }

  private MetaPropertiesEnsemble load() throws IOException {
    return new MetaPropertiesEnsemble.Loader()
        .addMetadataLogDir(path.toString())
        .addLogDirs(List.of(path.toString()))
        .load();
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD.remove(path);
    }
  }
}
