// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import io.jobmill.gateway.definitions.KafkaDefinitionTable;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.Sends;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SecurityKafkaConfiguration {

  @Bean
  KafkaDefinitionTable<ApiKey> keysTable(KafkaClients clients, Sends definitionSends, Clock clock) {
    var kind =
        new KafkaDefinitionTable.Kind<>(
            clients.settings().topics().keys(),
            (name, record) -> ApiKeyCodec.decode(record),
            ApiKeyCodec::encode);
    return new KafkaDefinitionTable<>(kind, clients, definitionSends, clock);
  }
}
