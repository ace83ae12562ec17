// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.otter;

import io.jobmill.gateway.definitions.Templates;
import io.jobmill.gateway.openapi.ApiDescription;
import io.jobmill.gateway.problem.RequestBodies;
import io.jobmill.gateway.problem.RequestSettings;
import io.jobmill.gateway.query.JobLog;
import io.jobmill.gateway.query.JobLookup;
import io.jobmill.gateway.query.LogStreams;
import io.jobmill.gateway.security.Access;
import io.jobmill.gateway.security.Doorkeeper;
import io.jobmill.gateway.trigger.AuditedTrigger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OtterConfiguration {

  @Bean
  OtterCallers otterCallers(Doorkeeper doorkeeper, Access access) {
    return new OtterCallers(doorkeeper, access);
  }

  @Bean
  OtterTrigger otterTrigger(Templates templates, Access access, AuditedTrigger trigger) {
    return new OtterTrigger(templates, access, trigger);
  }

  @Bean
  OtterJobs otterJobs(JobLookup jobs, Templates templates, Access access) {
    return new OtterJobs(jobs, templates, access);
  }

  @Bean
  OtterLogs otterLogs(JobLog log, LogStreams streams) {
    return new OtterLogs(log, streams);
  }

  @Bean
  OtterErrors otterErrors() {
    return new OtterErrors();
  }

  @Bean
  ApiDescription otterDescription(RequestSettings limits, Access access) {
    return new OtterDescription(limits, access).description();
  }

  @Bean
  OtterMapping otterMapping(
      RequestBodies bodies,
      OtterCallers callers,
      OtterTrigger trigger,
      OtterJobs jobs,
      OtterLogs logs) {
    return new OtterMapping(
        new OtterEndpoints(new OtterRequests(bodies), callers, trigger, jobs, logs));
  }
}
