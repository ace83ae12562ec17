// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class KafkaSettingsTests {

  @Test
  void hasADefaultForEverything() {
    var settings = bind(Map.of());

    assertThat(settings.bootstrapServers()).isEqualTo("localhost:9092");
    assertThat(settings.topics().events()).isEqualTo("jobmill.events");
    assertThat(settings.replicationFactor()).isNull();
    assertThat(settings.queuePartitions()).isEqualTo(1);
    assertThat(settings.properties()).isEmpty();
  }

  @Test
  void takesWhatIsConfigured() {
    var settings =
        bind(
            Map.of(
                "jobmill.kafka.bootstrap-servers", "kafka:9092",
                "jobmill.kafka.topic-prefix", "test.",
                "jobmill.kafka.replication-factor", "3",
                "jobmill.kafka.start-timeout", "2m",
                "jobmill.kafka.properties.security.protocol", "SSL"));

    assertThat(settings)
        .isEqualTo(
            new KafkaSettings(
                "kafka:9092",
                "test.",
                (short) 3,
                1,
                Duration.ofMinutes(2),
                Map.of("security.protocol", "SSL")));
  }

  @Test
  void refusesAQueueWithoutPartitions() {
    assertThatThrownBy(() -> bind(Map.of("jobmill.kafka.queue-partitions", "0")))
        .isInstanceOf(BindException.class)
        .hasRootCauseMessage("queuePartitions must be at least 1, not 0");
  }

  private static KafkaSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("jobmill.kafka", KafkaSettings.class);
  }
}
