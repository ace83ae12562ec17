// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.broker;

import io.jobmill.embedded.folder.FolderLock;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.storage.internals.checkpoint.CleanShutdownFileHandler;

/** The folder of one broker: held by one process at a time, formatted once, never again. */
final class LogFolder implements AutoCloseable {
  private final Path path;
  private final FolderLock lock;

  private LogFolder(Path path, FolderLock lock) {
    this.path = path;
    this.lock = lock;
  }

  static LogFolder take(Path folder) {
    try {
      FolderLock lock =
          FolderLock.take(folder, "broker.lock")
              .orElseThrow(() -> BrokerStartException.folderTaken(folder));
      return new LogFolder(folder.toRealPath(), lock);
    } catch (IOException e) {
      throw BrokerStartException.folderUnusable(folder, e);
    }
  }

  /** Whether the last broker here ended in order, or there has been none. */
  boolean leftInOrder() throws IOException {
    return !load().emptyLogDirs().isEmpty()
        || new CleanShutdownFileHandler(path.toString()).exists();
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
    lock.close();
  }
}
