// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import de.bwaldvogel.mongo.MongoServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FileBackendTests {

  @TempDir Path folder;

  @Test
  @Timeout(30)
  void aCommandBeginsOnlyWhenACommitHasEnded() {
    List<String> order = new CopyOnWriteArrayList<>();
    try (Connection connection = open()) {
      List<CompletableFuture<?>> inserts = new ArrayList<>();
      connection.backend.betweenCommands(
          () -> {
            inserts.add(
                CompletableFuture.supplyAsync(
                        () -> connection.numbers().insertOne(new Document("_id", 1)))
                    .thenRun(() -> order.add("insert")));
            while (!connection.backend.isAwaited()) {
              Thread.onSpinWait();
            }
            order.add("commit");
          });
      assertThat(inserts.get(0)).succeedsWithin(Duration.ofSeconds(10));
    }

    assertThat(order).containsExactly("commit", "insert");
  }

  @Test
  void aKillLosesNothingThatWasCommittedAndNothingElseIsLeft() {
    try (Connection killed = open()) {
      killed.numbers().insertOne(new Document("_id", 1));
      killed.backend.commit();
      killed.backend.betweenCommands(() -> killed.backend.getMvStore().closeImmediately());
    }

    try (Connection connection = open()) {
      assertThat(connection.numbers().find()).containsExactly(new Document("_id", 1));
    }
  }

  @Test
  @Timeout(30)
  void whatIsWrittenIsCommittedByItself() {
    try (Connection killed = open()) {
      killed.numbers().insertOne(new Document("_id", 1));
      while (killed.backend.getMvStore().hasUnsavedChanges()) {
        Thread.onSpinWait();
      }
      killed.backend.betweenCommands(() -> killed.backend.getMvStore().closeImmediately());
    }

    try (Connection connection = open()) {
      assertThat(connection.numbers().countDocuments()).isEqualTo(1);
    }
  }

  private Connection open() {
    return new Connection(FileBackend.open(folder.resolve("store.mv")));
  }

  /** A server on a backend, and a client of it. */
  private static final class Connection implements AutoCloseable {
    private final FileBackend backend;
    private final MongoServer server;
    private final MongoClient client;

    Connection(FileBackend backend) {
      this.backend = backend;
      server = new MongoServer(backend);
      client = MongoClients.create("mongodb://127.0.0.1:" + server.bind().getPort());
    }

    MongoCollection<Document> numbers() {
      return client.getDatabase("test").getCollection("numbers");
    }

    @Override
    public void close() {
      client.close();
      server.shutdownNow();
    }
  }
}
