// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MongodProcessIT extends LocalStoreContract {
  private static final Optional<Path> MONGOD =
      MongodBinary.find(System.getenv(), "JOBMILL_TEST_MONGOD");

  @BeforeEach
  void needsAMongod() {
    Assumptions.assumeTrue(
        MONGOD.isPresent(), "no mongod: none is named by JOBMILL_TEST_MONGOD or on the PATH");
  }

  @Override
  LocalStore open(Path folder) {
    return MongodProcess.start(MongodSettings.small(MONGOD.orElseThrow(), folder));
  }

  @Test
  void endsItsServerWhenItIsClosed() throws Exception {
    ProcessHandle server;
    try (LocalStore store = open(folder)) {
      assertThat(store.kind()).isEqualTo(StoreKind.MONGOD);
      server = server();
    }

    server.onExit().get(1, TimeUnit.MINUTES);
    assertThat(folder.resolve("db/mongod.lock")).isEmptyFile();
  }

  @Test
  void saysWhichPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      MongodSettings settings =
          MongodSettings.small(MONGOD.orElseThrow(), folder).withPort(taken.getLocalPort());

      assertThatThrownBy(() -> MongodProcess.start(settings))
          .isInstanceOf(StoreStartException.class)
          .hasMessageStartingWith("port %d on 127.0.0.1".formatted(taken.getLocalPort()));
    }
  }

  @Test
  void showsTheEndOfTheLogWhenTheServerDoesNotStart() throws Exception {
    Path broken =
        Files.writeString(folder.resolve("broken"), "#!/bin/sh\necho no disk\nexit 100\n");
    assertThat(broken.toFile().setExecutable(true)).isTrue();

    assertThatThrownBy(() -> MongodProcess.start(MongodSettings.small(broken, folder)))
        .isInstanceOf(StoreStartException.class)
        .hasMessageStartingWith("mongod ended with status 100")
        .hasMessageEndingWith("no disk");
  }

  @Test
  void endsAServerThatWasLeftOver() throws Exception {
    Files.createDirectories(folder.resolve("db"));
    Process leftOver =
        new ProcessBuilder(
                MONGOD.orElseThrow().toString(),
                "--dbpath",
                folder.resolve("db").toString(),
                "--port",
                "0",
                "--bind_ip",
                "127.0.0.1",
                "--nounixsocket",
                "--replSet",
                ReplicaSet.NAME)
            .redirectErrorStream(true)
            .start();
    awaitLine(leftOver, "Listening on");

    try (LocalStore store = open(folder)) {
      assertThat(leftOver.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(store.uri()).isNotEmpty();
    } finally {
      leftOver.destroyForcibly();
    }
  }

  @Test
  void startsAServerThatDiedAgainWithAllThatWasWritten() throws Exception {
    try (LocalStore store = open(folder);
        MongoClient client = MongoClients.create(store.uri())) {
      MongoCollection<Document> things =
          client
              .getDatabase("kept")
              .getCollection("things")
              .withWriteConcern(WriteConcern.MAJORITY);
      things.insertOne(new Document("_id", 1));
      ProcessHandle first = server();

      first.destroyForcibly();
      first.onExit().get(1, TimeUnit.MINUTES);
      writeOnceItTakesWrites(things, new Document("_id", 2));

      assertThat(things.find().map(thing -> thing.getInteger("_id"))).containsExactly(1, 2);
      assertThat(server().pid()).isNotEqualTo(first.pid());
    }

    assertThat(folder.resolve("db/mongod.lock")).isEmptyFile();
  }

  @Test
  void isClosedSoonWhileItCannotStartItsServerAgain() throws Exception {
    Path binary = Files.createSymbolicLink(folder.resolve("mongod"), MONGOD.orElseThrow());
    LocalStore store = MongodProcess.start(MongodSettings.small(binary, folder));
    ProcessHandle server = server();

    Files.delete(binary);
    server.destroyForcibly();
    server.onExit().get(1, TimeUnit.MINUTES);

    assertTimeoutPreemptively(Duration.ofSeconds(10), store::close);
  }

  /** Until then, writes fail one after another. */
  private static void writeOnceItTakesWrites(MongoCollection<Document> things, Document thing) {
    MongoException last = new MongoException("nothing was tried");
    for (int attempt = 0; attempt < 100; attempt++) {
      try {
        things.insertOne(thing);
        return;
      } catch (MongoException e) {
        last = e;
      }
    }
    throw last;
  }

  private static void awaitLine(Process process, String text) throws Exception {
    var lines = process.inputReader();
    String line = lines.readLine();
    while (line != null && !line.contains(text)) {
      line = lines.readLine();
    }
    assertThat(line).contains(text);
  }

  private ProcessHandle server() throws Exception {
    String pid = Files.readString(folder.resolve("db/mongod.lock")).strip();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }
}
