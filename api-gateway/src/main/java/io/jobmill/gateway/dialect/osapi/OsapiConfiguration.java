// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import io.jobmill.gateway.action.JobActions;
import io.jobmill.gateway.action.WorkerActions;
import io.jobmill.gateway.definitions.Templates;
import io.jobmill.gateway.openapi.ApiDescription;
import io.jobmill.gateway.problem.RequestBodies;
import io.jobmill.gateway.problem.RequestSettings;
import io.jobmill.gateway.query.JobLists;
import io.jobmill.gateway.query.JobLookup;
import io.jobmill.gateway.query.StatusCounts;
import io.jobmill.gateway.query.StoredJobs;
import io.jobmill.gateway.query.VisibleTemplates;
import io.jobmill.gateway.query.Workers;
import io.jobmill.gateway.security.Access;
import io.jobmill.gateway.security.Doorkeeper;
import io.jobmill.gateway.trigger.AuditedTrigger;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OsapiConfiguration {

  @Bean
  OsapiReplies osapiReplies() {
    return new OsapiReplies();
  }

  @Bean
  OsapiJobs osapiJobs(
      JobLookup lookup,
      StoredJobs stored,
      OsapiJobs.Lists osapiLists,
      VisibleTemplates visible,
      Clock clock) {
    return new OsapiJobs(lookup, stored, osapiLists, visible, clock);
  }

  @Bean
  OsapiJobs.Lists osapiLists(JobLists lists, StatusCounts counts) {
    return new OsapiJobs.Lists(lists, counts);
  }

  @Bean
  OsapiChanges osapiChanges(
      JobActions actions,
      VisibleTemplates visible,
      Templates templates,
      Workers workers,
      Clock clock) {
    return new OsapiChanges(actions, visible, templates, new OsapiTargets(workers), clock);
  }

  @Bean
  OsapiSubmissions osapiSubmissions(
      Templates templates, Access access, AuditedTrigger trigger, Workers workers, Clock clock) {
    return new OsapiSubmissions(templates, access, trigger, workers, clock);
  }

  @Bean
  OsapiAgents osapiAgents(Workers workers, WorkerActions actions, Clock clock) {
    return new OsapiAgents(workers, actions, clock);
  }

  @Bean
  OsapiEndpoints.Doors osapiDoors(
      OsapiJobs jobs, OsapiChanges changes, OsapiSubmissions submissions, OsapiAgents agents) {
    return new OsapiEndpoints.Doors(jobs, changes, submissions, agents);
  }

  @Bean
  ApiDescription osapiDescription(RequestSettings limits) {
    return OsapiDocument.description(limits);
  }

  @Bean
  OsapiMapping osapiMapping(
      OsapiReplies replies,
      Doorkeeper doorkeeper,
      RequestBodies bodies,
      OsapiEndpoints.Doors doors) {
    return new OsapiMapping(
        new OsapiEndpoints(replies, new OsapiCallers(doorkeeper), new OsapiBodies(bodies), doors));
  }
}
