// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import io.jobmill.gateway.problem.RequestSettings;
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
}
