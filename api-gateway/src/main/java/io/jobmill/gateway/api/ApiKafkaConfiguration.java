// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.kafka.KafkaClients;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ApiKafkaConfiguration {

  @Bean
  DeadLetters deadLetters(KafkaClients clients, Clock clock) {
    return new KafkaDeadLetters(clients, clock);
  }
}
