// SPDX-License-Identifier: Apache-2.0
package io.jobmill.testkit.infrastructure;

import java.util.Map;

/**
 * A corner of the Kafka cluster that tests run on. What it holds is removed when its owner ends.
 *
 * @param bootstrapServers what clients connect with
 * @param topicPrefix starts the names of all topics and groups of one test or test class
 */
public record KafkaServer(String bootstrapServers, String topicPrefix) {
  /** The name that {@code suffix} has in this corner. */
  public String topic(String suffix) {
    return topicPrefix + suffix;
  }

  /** The settings that every Kafka client needs, as a start for its own. */
  public Map<String, Object> clientSettings() {
    return Map.of("bootstrap.servers", bootstrapServers);
  }
}
