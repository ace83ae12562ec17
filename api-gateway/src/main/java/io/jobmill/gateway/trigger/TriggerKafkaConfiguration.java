// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.trigger;

import io.jobmill.kafka.KafkaClients;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TriggerKafkaConfiguration {

  @Bean(destroyMethod = "close")
  Producer<byte[], byte[]> jobProducer(KafkaClients clients, TriggerSettings settings) {
    return clients.producer("jobmill-gateway-jobs", settings.timeout());
  }
}
