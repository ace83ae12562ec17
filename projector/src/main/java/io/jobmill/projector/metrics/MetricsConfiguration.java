// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The meters, in the registry of the process or, where it has none, in Micrometer's global one. */
@Configuration(proxyBeanMethods = false)
public class MetricsConfiguration {

  @Bean
  ProjectorListener projectorListener(ObjectProvider<MeterRegistry> registry) {
    return new MeteredListener(registry.getIfAvailable(() -> Metrics.globalRegistry));
  }
}
