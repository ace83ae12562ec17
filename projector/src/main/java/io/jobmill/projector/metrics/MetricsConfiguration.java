// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.metrics;

import io.jobmill.observe.Meters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
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
  ProjectorListener projectorListener(Meters meters, Pulse pulse) {
    return new MeteredListener(meters, pulse);
  }
}
