// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.trace;

import io.jobmill.observe.Spans;
import io.jobmill.observe.TracingSwitch;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class TraceConfiguration {

  @Bean
  Spans spans(
      ObjectProvider<Tracer> tracer,
      ObjectProvider<Propagator> propagator,
      Environment environment) {
    return Spans.of(
        tracer.getIfUnique(), propagator.getIfUnique(), TracingSwitch.share(environment));
  }

  /** Within what Spring Boot records of a request, and before anything that may trigger a job. */
  @Bean
  FilterRegistrationBean<TraceFilter> traceFilter(Spans spans) {
    var filter = new FilterRegistrationBean<>(new TraceFilter(spans));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    filter.setAsyncSupported(true);
    return filter;
  }
}
