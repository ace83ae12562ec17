// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.schedule;

import io.jobmill.gateway.audit.Audit;
import io.jobmill.gateway.definitions.DefinitionTable;
import io.jobmill.gateway.trigger.Trigger;
import io.jobmill.schedule.ScheduleRecord;
import io.jobmill.secret.SecretKeyring;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ScheduleSettings.class)
class ScheduleConfiguration {

  @Bean
  Schedules schedules(
      DefinitionTable<ScheduleRecord> schedulesTable,
      ScheduleSettings settings,
      Audit audit,
      Clock clock) {
    return new Schedules(schedulesTable, settings, audit, clock);
  }

  @Bean
  ScheduledJobs scheduledJobs(
      Trigger trigger, Schedules schedules, SecretKeyring keyring, Clock clock) {
    return new ScheduledJobs(trigger, schedules, keyring, clock);
  }
}
