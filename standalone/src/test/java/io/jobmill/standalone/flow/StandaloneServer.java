// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.standalone.Jobmill;
import io.jobmill.testkit.process.ChildJvm;
import io.jobmill.testkit.process.ChildJvmSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A standalone server in a JVM of its own, on free ports, with the heap that the launcher gives.
 */
public final class StandaloneServer implements AutoCloseable {
  // Seconds on an idle machine.
  private static final Duration LONGEST_START = Duration.ofMinutes(3);

  private final ChildJvm process;
  private final Path data;

  private StandaloneServer(ChildJvm process, Path data) {
    this.process = process;
    this.data = data;
  }

  /** Starts one and waits until it is up. */
  public static StandaloneServer up(Path data, Path templates) {
    return up(data, templates, Map.of());
  }

  public static StandaloneServer up(Path data, Path templates, Map<String, String> environment) {
    ChildJvmSettings settings =
        command(data, "up").environment("JOBMILL_TEMPLATES_DIR", templates.toString());
    for (Map.Entry<String, String> entry : environment.entrySet()) {
      settings = settings.environment(entry.getKey(), entry.getValue());
    }
    StandaloneServer server = new StandaloneServer(settings.start(), data);
    Awaitility.await("the server is up")
        .atMost(LONGEST_START)
        .until(() -> server.isUp() || !server.process.isAlive());
    assertThat(server.isUp()).as("%s", String.join("\n", server.process.output())).isTrue();
    return server;
  }

  /** Any command, with the store that this run of the tests is about. */
  static ChildJvmSettings command(Path data, String... arguments) {
    ChildJvmSettings settings =
        ChildJvm.of(Jobmill.class)
            .option("-Xmx448m")
            // As shipped, not as the tests have it.
            .property("logback.configurationFile", "logback.xml")
            .environment("SERVER_PORT", "0")
            .environment("JOBMILL_KAFKA_PORT", "0")
            .environment("JOBMILL_DATA_DIR", data.toString());
    for (String argument : arguments) {
      settings = settings.argument(argument);
    }
    String mongod = System.getenv("JOBMILL_TEST_MONGOD");
    return mongod == null || "embedded".equals(System.getenv("JOBMILL_TEST_STORE"))
        ? settings.environment("JOBMILL_STORE", "embedded")
        : settings.environment("JOBMILL_STORE", "mongod").environment("JOBMILL_MONGOD", mongod);
  }

  ChildJvm process() {
    return process;
  }

  public URI http() {
    return URI.create(word("  HTTP ", "http://"));
  }

  public String kafka() {
    return word("  Kafka   ", "127.0.0.1");
  }

  /** The API with the admin key. */
  JobmillApi api() throws Exception {
    return new JobmillApi(http(), Files.readString(data.resolve("admin.key")).strip());
  }

  /**
   * Asked to end like by a user, so that no server of its own is left to write below its folder.
   */
  @Override
  public void close() {
    try (process) {
      if (process.isAlive()) {
        process.terminate();
        process.awaitExit();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private boolean isUp() {
    return process.output().stream().anyMatch(line -> line.startsWith("  admin key"));
  }

  private String word(String... parts) {
    return process.output().stream()
        .filter(line -> Stream.of(parts).allMatch(line::contains))
        .findFirst()
        .map(line -> line.strip().split("\\s+", -1)[1])
        .orElseThrow(() -> new AssertionError("no such line: " + String.join("…", parts)));
  }
}
