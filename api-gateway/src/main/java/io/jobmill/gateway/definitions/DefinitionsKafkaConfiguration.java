// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.definitions;

import io.jobmill.gateway.metrics.GatewayMetric;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.KafkaSettings;
import io.jobmill.kafka.Sends;
import io.jobmill.observe.Meters;
import io.jobmill.template.TemplateRecord;
import io.jobmill.wire.TemplateCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KafkaSettings.class)
class DefinitionsKafkaConfiguration {

  private static final Duration DELIVERY = Duration.ofSeconds(5);

  @Bean
  KafkaClients kafkaClients(KafkaSettings settings, Meters meters) {
    return new KafkaClients(settings, meters);
  }

  @Bean(destroyMethod = "close")
  Producer<byte[], byte[]> definitionProducer(KafkaClients clients) {
    return clients.producer("jobmill-gateway-definitions", DELIVERY);
  }

  @Bean
  Sends definitionSends(Producer<byte[], byte[]> definitionProducer) {
    return new Sends(definitionProducer);
  }

  @Bean
  KafkaDefinitionTable<TemplateRecord> templatesTable(
      KafkaClients clients, Sends definitionSends, Clock clock) {
    var kind =
        new KafkaDefinitionTable.Kind<>(
            clients.settings().topics().templates(),
            (name, record) -> TemplateCodec.decode(record),
            TemplateCodec::encode);
    return new KafkaDefinitionTable<>(kind, clients, definitionSends, clock);
  }

  @Bean
  KafkaPoolQueues poolQueues(KafkaClients clients) {
    return new KafkaPoolQueues(clients);
  }

  @Bean
  DefinitionsLifecycle definitionsLifecycle(
      KafkaPoolQueues queues,
      KafkaDefinitionTable<TemplateRecord> templates,
      List<KafkaDefinitionTable<?>> tables,
      KafkaSettings settings,
      Clock clock,
      Meters meters) {
    var lifecycle =
        new DefinitionsLifecycle(queues, templates, tables, settings.startTimeout(), clock);
    meters.gauge(
        GatewayMetric.KAFKA_SILENCE,
        () -> lifecycle.isRunning() ? lifecycle.silence().toMillis() / 1_000.0 : Double.NaN);
    return lifecycle;
  }

  @Bean
  DefinitionsHealth definitionsHealthIndicator(DefinitionsLifecycle definitions) {
    return new DefinitionsHealth(definitions);
  }
}
