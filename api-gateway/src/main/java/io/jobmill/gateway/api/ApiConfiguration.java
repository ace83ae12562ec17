// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.api.JobsApi.TriggerDoor;
import io.jobmill.gateway.definitions.FolderWatch;
import io.jobmill.gateway.definitions.Templates;
import io.jobmill.gateway.problem.RequestBodies;
import io.jobmill.gateway.query.JobLog;
import io.jobmill.gateway.query.JobLookup;
import io.jobmill.gateway.query.LogStreams;
import io.jobmill.gateway.query.StoredJobs;
import io.jobmill.gateway.security.Access;
import io.jobmill.gateway.security.ApiKeys;
import io.jobmill.gateway.security.Doorkeeper;
import io.jobmill.gateway.trigger.Trigger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ApiConfiguration {

  @Bean
  ApiCallers apiCallers(Doorkeeper doorkeeper) {
    return new ApiCallers(doorkeeper);
  }

  @Bean
  TriggerDoor triggerDoor(Templates templates, Access access, Trigger trigger) {
    return new TriggerDoor(templates, access, trigger);
  }

  @Bean
  VisibleJobs visibleJobs(JobLookup jobs, Templates templates, Access access) {
    return new VisibleJobs(jobs, templates, access);
  }

  @Bean
  JobsApi jobsApi(
      RequestBodies bodies,
      ApiCallers callers,
      TriggerDoor door,
      VisibleJobs jobs,
      StoredJobs stored) {
    return new JobsApi(bodies, callers, door, jobs, stored);
  }

  @Bean
  JobLogApi jobLogApi(ApiCallers callers, VisibleJobs jobs, JobLog log, LogStreams streams) {
    return new JobLogApi(callers, jobs, log, streams);
  }

  @Bean
  TemplatesApi templatesApi(
      RequestBodies bodies, ApiCallers callers, Templates templates, FolderWatch folder) {
    return new TemplatesApi(bodies, callers, templates, folder);
  }

  @Bean
  KeysApi keysApi(RequestBodies bodies, ApiCallers callers, ApiKeys keys) {
    return new KeysApi(bodies, callers, keys);
  }

  @Bean
  DeadLettersApi deadLettersApi(ApiCallers callers, DeadLetters letters) {
    return new DeadLettersApi(callers, letters);
  }
}
