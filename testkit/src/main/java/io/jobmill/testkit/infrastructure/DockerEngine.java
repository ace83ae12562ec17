// SPDX-License-Identifier: Apache-2.0
package io.jobmill.testkit.infrastructure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** Says whether there is a Docker engine to start containers on. */
final class DockerEngine {
  private DockerEngine() {}

  /** Asks Testcontainers only where there is a trace of an engine: its own search takes seconds. */
  static boolean answers(Map<String, String> environment) {
    return leavesATrace(environment) && DockerClientFactory.instance().isDockerAvailable();
  }

  private static boolean leavesATrace(Map<String, String> environment) {
    Path home = Path.of(System.getProperty("user.home"));
    return environment.containsKey("DOCKER_HOST")
        || System.getProperty("os.name").startsWith("Windows")
        || Stream.of(
                Path.of("/var/run/docker.sock"),
                Path.of(environment.getOrDefault("XDG_RUNTIME_DIR", "/run"), "docker.sock"),
                home.resolve(".docker/run/docker.sock"),
                home.resolve(".docker/desktop/docker.sock"),
                home.resolve(".testcontainers.properties"))
            .anyMatch(Files::exists);
  }
}
