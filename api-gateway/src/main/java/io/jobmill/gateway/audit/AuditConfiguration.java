// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.audit;

import io.jobmill.kafka.KafkaSettings;
import io.jobmill.kafka.Sends;
import java.time.Clock;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KafkaSettings.class)
class AuditConfiguration {

  @Bean
  Audit audit(Producer<byte[], byte[]> changeProducer, KafkaSettings kafka, Clock clock) {
    return new Audit(new Sends(changeProducer), kafka.topics().audit(), clock);
  }
}
