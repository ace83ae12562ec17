// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import io.jobmill.kafka.KafkaClients;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class QueryKafkaConfiguration {

  @Bean
  WorkersFeed workersFeed(Workers workers, KafkaClients clients, Clock clock) {
    return new WorkersFeed(workers, clients, clock);
  }
}
