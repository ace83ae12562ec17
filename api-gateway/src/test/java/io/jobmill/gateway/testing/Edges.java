// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.testing;

import io.jobmill.gateway.api.FakeDeadLetters;
import io.jobmill.gateway.audit.FakeAuditTrail;
import io.jobmill.gateway.definitions.FakePoolQueues;
import io.jobmill.gateway.dialect.keyfactor.KeyfactorTables;
import io.jobmill.gateway.security.ApiKey;
import io.jobmill.schedule.ScheduleRecord;
import io.jobmill.template.TemplateRecord;
import io.jobmill.testkit.time.SettableClock;
import java.time.Instant;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** The gateway's own configurations, and something in memory in place of Kafka and MongoDB. */
@EnableAutoConfiguration
@Import(KeyfactorTables.class)
@ComponentScan(
    basePackages = "io.jobmill.gateway",
    useDefaultFilters = false,
    includeFilters =
        @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = Configuration.class),
    excludeFilters =
        @ComponentScan.Filter(
            type = FilterType.REGEX,
            pattern = ".*((Kafka|Mongo|Gateway)Configuration|Application)"))
class Edges {

  @Bean
  SettableClock clock() {
    return new SettableClock(Instant.parse("2026-06-01T12:00:00Z"));
  }

  @Bean
  InMemoryTable<TemplateRecord> templatesTable() {
    return new InMemoryTable<>();
  }

  @Bean
  InMemoryTable<ApiKey> keysTable() {
    return new InMemoryTable<>();
  }

  @Bean
  InMemoryTable<ScheduleRecord> schedulesTable() {
    return new InMemoryTable<>();
  }

  @Bean
  FakePoolQueues poolQueues() {
    return new FakePoolQueues();
  }

  @Bean
  InMemoryJobs storedJobs() {
    return new InMemoryJobs();
  }

  @Bean
  InMemoryLists storedLists(InMemoryJobs jobs) {
    return new InMemoryLists(jobs);
  }

  @Bean
  Admitting jobProducer(InMemoryJobs jobs) {
    return new Admitting(jobs);
  }

  @Bean
  Projecting changeProducer(InMemoryJobs jobs) {
    return new Projecting(jobs);
  }

  @Bean
  FakeAuditTrail auditTrail(Projecting changeProducer) {
    return new FakeAuditTrail(changeProducer);
  }

  @Bean
  FakeDeadLetters deadLetters() {
    return new FakeDeadLetters();
  }
}
