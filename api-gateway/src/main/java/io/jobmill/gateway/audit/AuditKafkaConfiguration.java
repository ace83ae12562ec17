// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.audit;

import io.jobmill.kafka.KafkaClients;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuditKafkaConfiguration {

  private static final Duration DELIVERY = Duration.ofSeconds(3);

  /** What operators do goes by another way than jobs, so that neither waits for the other. */
  @Bean(destroyMethod = "close")
  Producer<byte[], byte[]> changeProducer(KafkaClients clients) {
    return clients.producer("jobmill-gateway-changes", DELIVERY);
  }

  @Bean
  KafkaAuditTrail auditTrail(KafkaClients clients, Clock clock) {
    return new KafkaAuditTrail(clients, clock);
  }
}
