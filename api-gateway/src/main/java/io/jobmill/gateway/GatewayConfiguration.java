// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;

/** All of the gateway: the configuration of each of its packages, and the clock they share. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(
    useDefaultFilters = false,
    includeFilters =
        @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = Configuration.class))
class GatewayConfiguration {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
