// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.testkit.process.ChildJvm;
import io.jobmill.testkit.process.ChildJvmSettings;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the way of a start is told in one line. */
class RefusedStartIT {
  @TempDir Path temp;

  @Test
  void saysThatTheWebPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      String port = Integer.toString(taken.getLocalPort());

      assertThat(refusal(StandaloneServer.command(temp, "up").environment("SERVER_PORT", port)))
          .isEqualTo(
              "jobmill: port %s cannot be used (Address already in use); end the program that has"
                  + " it, or set SERVER_PORT to another port (0 takes any free one)",
              port);
    }
  }

  @Test
  void saysThatTheKafkaPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      String port = Integer.toString(taken.getLocalPort());

      assertThat(
              refusal(
                  StandaloneServer.command(temp, "demo").environment("JOBMILL_KAFKA_PORT", port)))
          .contains("port " + port + " cannot be used")
          .contains("set JOBMILL_KAFKA_PORT to another port");
    }
  }

  @Test
  void saysThatTheDataFolderCannotBeWritten() throws Exception {
    Path file = Files.createFile(temp.resolve("file"));

    assertThat(refusal(StandaloneServer.command(file.resolve("data"), "up")))
        .startsWith("jobmill: the data folder " + file.resolve("data") + " cannot be written")
        .endsWith("make it writable, or set JOBMILL_DATA_DIR to another folder");
  }

  @Test
  void saysThatAnotherServerHasTheDataFolder() throws Exception {
    try (ChildJvm first = StandaloneServer.command(temp, "up").start()) {
      first.awaitLine("Starting Jobmill");

      assertThat(refusal(StandaloneServer.command(temp, "up")))
          .isEqualTo(
              "jobmill: the data folder %s is in use by another Jobmill (process %d); stop that"
                  + " one, or set JOBMILL_DATA_DIR to another folder",
              temp, first.pid());
    }
  }

  @Test
  void saysThatAStoreIsUnknown() throws Exception {
    assertThat(
            refusal(StandaloneServer.command(temp, "up").environment("JOBMILL_STORE", "postgres")))
        .isEqualTo("jobmill: JOBMILL_STORE is embedded or mongod, not postgres");
    // Nobody was shown the key.
    assertThat(temp.resolve("admin.key")).doesNotExist();
    assertThat(temp.resolve("kafka")).doesNotExist();
  }

  /** The one line that the server leaves besides its progress. */
  private static String refusal(ChildJvmSettings server) throws InterruptedException {
    try (ChildJvm process = server.start()) {
      assertThat(process.awaitExit()).isEqualTo(1);
      assertThat(process.output()).noneMatch(line -> line.startsWith("\tat "));
      return process.output().stream()
          .filter(line -> line.startsWith("jobmill: "))
          .reduce((one, other) -> one + "\n" + other)
          .orElseThrow(() -> new AssertionError(String.join("\n", process.output())));
    }
  }
}
