// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import io.jobmill.gateway.definitions.Templates;
import io.jobmill.gateway.problem.RequestSettings;
import io.jobmill.gateway.security.Access;
import io.jobmill.gateway.trigger.Targets;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class QueryConfiguration {

  @Bean
  IssuedTokens issuedTokens() {
    return new IssuedTokens();
  }

  @Bean
  JobLookup jobLookup(StoredJobs stored, IssuedTokens issued, Clock clock) {
    return new JobLookup(stored, issued, Pause.REAL, clock);
  }

  @Bean
  JobLog jobLog(StoredJobs stored, Clock clock) {
    return new JobLog(stored, Pause.REAL, clock);
  }

  @Bean
  LogStreams logStreams(RequestSettings settings) {
    return new LogStreams(settings.logStreams());
  }

  @Bean
  VisibleTemplates visibleTemplates(Templates templates, Access access) {
    return new VisibleTemplates(templates, access);
  }

  @Bean
  StatusCounts statusCounts(StoredLists lists) {
    return new StatusCounts(lists);
  }

  @Bean
  JobLists jobLists(StoredLists lists) {
    return new JobLists(lists);
  }

  @Bean
  RunLists runLists(StoredLists lists) {
    return new RunLists(lists);
  }

  @Bean
  Workers workers(Clock clock) {
    return new Workers(clock);
  }

  @Bean
  Targets targets(Workers workers) {
    return new TargetedWorkers(workers);
  }
}
