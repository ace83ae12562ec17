// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.schedule;

import io.jobmill.gateway.definitions.KafkaDefinitionTable;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.Sends;
import io.jobmill.schedule.ScheduleRecord;
import io.jobmill.wire.ScheduleCodec;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ScheduleKafkaConfiguration {

  @Bean
  KafkaDefinitionTable<ScheduleRecord> schedulesTable(
      KafkaClients clients, Sends definitionSends, Clock clock) {
    var kind =
        new KafkaDefinitionTable.Kind<ScheduleRecord>(
            clients.settings().topics().schedules(),
            (name, record) -> ScheduleCodec.decode(record),
            ScheduleCodec::encode);
    return new KafkaDefinitionTable<>(kind, clients, definitionSends, clock);
  }
}
