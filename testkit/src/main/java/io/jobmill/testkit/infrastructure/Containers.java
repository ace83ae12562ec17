// SPDX-License-Identifier: Apache-2.0
package io.jobmill.testkit.infrastructure;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;
import org.testcontainers.utility.DockerImageName;

/** The servers in containers, where a Docker engine answers. */
final class Containers {
  /** What Jobmill recommends for a cluster; a container takes settings as variables. */
  private static final Map<String, String> BROKER =
      Map.of(
          "group.share.min.record.lock.duration.ms", "1000",
          "group.share.record.lock.duration.ms", "5000",
          "group.share.partition.max.record.locks", "10000",
          "group.share.min.session.timeout.ms", "5000",
          "group.share.session.timeout.ms", "10000",
          "group.share.max.size", "1000",
          "group.share.delivery.count.limit", "10",
          "share.coordinator.state.topic.replication.factor", "1",
          "share.coordinator.state.topic.min.isr", "1",
          "message.max.bytes", "16777216");

  private Containers() {}

  static RunningServer kafka(Map<String, String> environment) {
    String image =
        environment.getOrDefault(
            "JOBMILL_TEST_KAFKA_IMAGE", "apache/kafka:" + AppInfoParser.getVersion());
    Map<String, String> settings = new HashMap<>(BROKER);
    settings.putAll(QuickGroups.SETTINGS);
    settings.put("auto.create.topics.enable", "false");
    KafkaContainer container =
        new KafkaContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("apache/kafka"));
    settings.forEach((name, value) -> container.withEnv(variable(name), value));
    container.start();
    return new RunningServer(
        container.getBootstrapServers(), image + " in a container", container::stop);
  }

  private static String variable(String setting) {
    return "KAFKA_" + setting.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  static RunningServer mongo(Map<String, String> environment) {
    String image = environment.getOrDefault("JOBMILL_TEST_MONGO_IMAGE", "mongo:8.0");
    MongoDBContainer container =
        new MongoDBContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("mongo"))
            .withReplicaSet();
    container.start();
    return new RunningServer(
        container.getReplicaSetUrl(), image + " in a container", container::stop);
  }
}
