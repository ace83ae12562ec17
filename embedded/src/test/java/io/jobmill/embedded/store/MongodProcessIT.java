// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
