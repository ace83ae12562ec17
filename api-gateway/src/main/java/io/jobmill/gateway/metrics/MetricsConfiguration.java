// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.metrics;

import io.jobmill.gateway.problem.ErrorShapes;
import io.jobmill.observe.Meters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

  /** In the registry of the process or, where it has none, in Micrometer's global one. */
  @Bean
  static Meters meters(ObjectProvider<MeterRegistry> registry) {
    return new Meters(registry.getIfAvailable(() -> Metrics.globalRegistry));
  }

  @Bean
  FilterRegistrationBean<RequestMeters> requestMeters(ErrorShapes shapes, Meters meters) {
    var filter = new FilterRegistrationBean<>(new RequestMeters(shapes, meters, System::nanoTime));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    filter.setAsyncSupported(true);
    return filter;
  }
}
