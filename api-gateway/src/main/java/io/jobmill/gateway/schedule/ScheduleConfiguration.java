// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.schedule;

import io.jobmill.gateway.audit.Audit;
import io.jobmill.gateway.definitions.DefinitionTable;
import io.jobmill.schedule.ScheduleRecord;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ScheduleConfiguration {

  @Bean
  Schedules schedules(DefinitionTable<ScheduleRecord> schedulesTable, Audit audit, Clock clock) {
    return new Schedules(schedulesTable, audit, clock);
  }
}
