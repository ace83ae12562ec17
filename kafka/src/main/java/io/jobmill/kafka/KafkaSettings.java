// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import io.jobmill.wire.Topics;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which Kafka cluster to use, and how.
 *
 * @param bootstrapServers host:port of one or more brokers, separated by commas
 * @param topicPrefix put before every topic name, so that several installations can share a cluster
 * @param replicationFactor of the topics that are created; the broker's own default if absent
 * @param queuePartitions of every pool's queue topic; one serves any number of workers
 * @param startTimeout how long a service waits for the cluster when it starts
 * @param properties handed to every Kafka client as they are: TLS, SASL and tuning
 */
@ConfigurationProperties("jobmill.kafka")
public record KafkaSettings(
    @DefaultValue("localhost:9092") String bootstrapServers,
    @DefaultValue(Topics.DEFAULT_PREFIX) String topicPrefix,
    @Nullable Short replicationFactor,
    @DefaultValue("1") int queuePartitions,
    @DefaultValue("30s") Duration startTimeout,
    @DefaultValue Map<String, String> properties) {

  public KafkaSettings {
    if (queuePartitions < 1) {
      throw new IllegalArgumentException(
          "queuePartitions must be at least 1, not " + queuePartitions);
    }
    properties = Map.copyOf(properties);
  }

  /** Default settings for a cluster of one broker. */
  public static KafkaSettings singleBroker(String bootstrapServers) {
    return new KafkaSettings(
        bootstrapServers, Topics.DEFAULT_PREFIX, (short) 1, 1, Duration.ofSeconds(30), Map.of());
  }

  /** The same cluster with other topics. */
  public KafkaSettings withTopicPrefix(String prefix) {
    return new KafkaSettings(
        bootstrapServers, prefix, replicationFactor, queuePartitions, startTimeout, properties);
  }

  public Topics topics() {
    return new Topics(topicPrefix);
  }
}
