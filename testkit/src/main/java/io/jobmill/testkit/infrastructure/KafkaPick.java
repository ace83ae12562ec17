// SPDX-License-Identifier: Apache-2.0
package io.jobmill.testkit.infrastructure;

import io.jobmill.embedded.broker.BrokerSettings;
import io.jobmill.embedded.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;

/** A cluster named by the environment, else one in a container, else a broker in this JVM. */
final class KafkaPick {
  private KafkaPick() {}

  static RunningServer start(Map<String, String> environment) {
    String named =
        environment.getOrDefault(
            "JOBMILL_TEST_KAFKA", environment.getOrDefault("JOBMILL_KAFKA_BOOTSTRAP_SERVERS", ""));
    if (!named.isBlank()) {
      return RunningServer.given(named, "Kafka at " + named + " (named by the environment)");
    }
    return DockerEngine.answers(environment) ? Containers.kafka(environment) : inThisJvm();
  }

  private static RunningServer inThisJvm() {
    Path folder = TemporaryFolder.create("jobmill-test-kafka");
    BrokerSettings settings = BrokerSettings.in(folder);
    for (Map.Entry<String, String> each : QuickGroups.SETTINGS.entrySet()) {
      settings = settings.withProperty(each.getKey(), each.getValue());
    }
    EmbeddedBroker broker = EmbeddedBroker.start(settings);
    return new RunningServer(
        broker.bootstrapServers(),
        "Apache Kafka %s in the test's JVM".formatted(AppInfoParser.getVersion()),
        () -> {
          broker.close();
          TemporaryFolder.delete(folder);
        });
  }
}
