// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.definitions.KafkaDefinitionTable;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.Sends;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class KeyfactorKafkaConfiguration {

  @Bean
  KafkaDefinitionTable<AgentApproval> agentsTable(
      KafkaClients clients, Sends definitionSends, Clock clock) {
    var kind =
        new KafkaDefinitionTable.Kind<>(
            clients.settings().topics().agents(),
            (name, record) -> AgentApprovalCodec.decode(record),
            AgentApprovalCodec::encode);
    return new KafkaDefinitionTable<>(kind, clients, definitionSends, clock);
  }

  @Bean
  KafkaDefinitionTable<JobType> jobTypesTable(
      KafkaClients clients, Sends definitionSends, Clock clock) {
    var kind =
        new KafkaDefinitionTable.Kind<>(
            clients.settings().topics().jobTypes(),
            (name, record) -> JobTypeCodec.decode(record),
            JobTypeCodec::encode);
    return new KafkaDefinitionTable<>(kind, clients, definitionSends, clock);
  }
}
