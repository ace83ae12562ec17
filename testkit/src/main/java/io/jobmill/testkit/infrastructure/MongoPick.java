// SPDX-License-Identifier: Apache-2.0
package io.jobmill.testkit.infrastructure;

import io.jobmill.embedded.store.EmbeddedStore;
import io.jobmill.embedded.store.MongodBinary;
import io.jobmill.embedded.store.MongodProcess;
import io.jobmill.embedded.store.MongodSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A MongoDB named by the environment, else one in a container, else a mongod of this machine, else
 * the embedded store; {@code JOBMILL_TEST_STORE=embedded} takes that one at once.
 */
final class MongoPick {
  private MongoPick() {}

  static RunningServer start(Map<String, String> environment) {
    if (environment.getOrDefault("JOBMILL_TEST_STORE", "").equals("embedded")) {
      return embedded();
    }
    String named =
        environment.getOrDefault(
            "JOBMILL_TEST_MONGODB_URI", environment.getOrDefault("JOBMILL_MONGODB_URI", ""));
    if (!named.isBlank()) {
      return RunningServer.given(named, "MongoDB (named by the environment)");
    }
    if (DockerEngine.answers(environment)) {
      return Containers.mongo(environment);
    }
    Optional<Path> mongod = MongodBinary.find(environment, "JOBMILL_TEST_MONGOD");
    return mongod.map(MongoPick::child).orElseGet(MongoPick::embedded);
  }

  private static RunningServer child(Path binary) {
    Path folder = TemporaryFolder.create("jobmill-test-mongod");
    MongodProcess mongod = MongodProcess.start(MongodSettings.small(binary, folder));
    return new RunningServer(
        mongod.uri(),
        "MongoDB, " + binary + " as a child process",
        () -> {
          mongod.close();
          TemporaryFolder.delete(folder);
        });
  }

  private static RunningServer embedded() {
    EmbeddedStore store = EmbeddedStore.inMemory();
    return new RunningServer(store.uri(), "the embedded store, in memory", store::close);
  }
}
