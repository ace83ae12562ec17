// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.trace;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
class TraceConfiguration {

  @Bean
  FilterRegistrationBean<TraceFilter> traceFilter() {
    var filter = new FilterRegistrationBean<>(new TraceFilter());
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    filter.setAsyncSupported(true);
    return filter;
  }
}
