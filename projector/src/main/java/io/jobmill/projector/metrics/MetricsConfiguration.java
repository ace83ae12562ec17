// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.metrics;

import io.jobmill.kafka.KafkaSettings;
import io.jobmill.observe.Meters;
import io.jobmill.wire.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The meters, in the registry of the process or, where it has none, in Micrometer's global one. */
@Configuration(proxyBeanMethods = false)
public class MetricsConfiguration {

  @Bean
  static Meters projectorMeters(ObjectProvider<MeterRegistry> registry) {
    return new Meters(registry.getIfAvailable(() -> Metrics.globalRegistry));
  }

  @Bean
  Pulse pulse(Clock clock) {
    return new Pulse(clock);
  }

  @Bean
  ProjectorListener projectorListener(Meters meters, Pulse pulse, KafkaSettings kafka) {
    Topics topics = kafka.topics();
    return new MeteredListener(
        meters, pulse, Set.of(topics.events(), topics.logs(), topics.submissions()));
  }
}
