// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.action.BulkRetry;
import io.jobmill.gateway.action.JobActions;
import io.jobmill.gateway.action.WorkerActions;
import io.jobmill.gateway.api.JobsApi.TriggerDoor;
import io.jobmill.gateway.audit.Audit;
import io.jobmill.gateway.audit.AuditTrail;
import io.jobmill.gateway.definitions.FolderWatch;
import io.jobmill.gateway.definitions.Templates;
import io.jobmill.gateway.openapi.ApiDescription;
import io.jobmill.gateway.problem.RequestBodies;
import io.jobmill.gateway.problem.RequestSettings;
import io.jobmill.gateway.query.JobLists;
import io.jobmill.gateway.query.JobLog;
import io.jobmill.gateway.query.JobLookup;
import io.jobmill.gateway.query.LogStreams;
import io.jobmill.gateway.query.RunLists;
import io.jobmill.gateway.query.StatusCounts;
import io.jobmill.gateway.query.StoredJobs;
import io.jobmill.gateway.query.StoredLists;
import io.jobmill.gateway.query.VisibleTemplates;
import io.jobmill.gateway.query.Workers;
import io.jobmill.gateway.schedule.ScheduledJobs;
import io.jobmill.gateway.schedule.Schedules;
import io.jobmill.gateway.security.Access;
import io.jobmill.gateway.security.ApiKeys;
import io.jobmill.gateway.security.Doorkeeper;
import io.jobmill.gateway.trigger.AuditedTrigger;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ApiConfiguration {

  @Bean
  ApiDescription apiDescription(RequestSettings limits) {
    return ApiDocument.description(limits);
  }

  @Bean
  ApiCallers apiCallers(Doorkeeper doorkeeper) {
    return new ApiCallers(doorkeeper);
  }

  @Bean
  TriggerDoor triggerDoor(Templates templates, Access access, AuditedTrigger trigger) {
    return new TriggerDoor(templates, access, trigger);
  }

  @Bean
  VisibleJobs visibleJobs(JobLookup jobs, Templates templates, Access access) {
    return new VisibleJobs(jobs, templates, access);
  }

  @Bean
  JobAnswers jobAnswers(VisibleJobs jobs, StoredJobs stored) {
    return new JobAnswers(jobs, stored);
  }

  @Bean(initMethod = "start")
  JobWaits jobWaits(StoredLists stored, Clock clock) {
    return new JobWaits(stored, clock);
  }

  @Bean
  JobsApi jobsApi(
      RequestBodies bodies, ApiCallers callers, TriggerDoor door, JobAnswers jobs, JobWaits waits) {
    return new JobsApi(bodies, callers, door, jobs, waits);
  }

  @Bean
  JobEventsApi jobEventsApi(ApiCallers callers, VisibleJobs jobs) {
    return new JobEventsApi(callers, jobs);
  }

  @Bean
  JobLogApi jobLogApi(ApiCallers callers, VisibleJobs jobs, JobLog log, LogStreams streams) {
    return new JobLogApi(callers, jobs, log, streams);
  }

  @Bean
  JobListApi jobListApi(
      ApiCallers callers, JobLists jobs, StatusCounts counts, VisibleTemplates visible) {
    return new JobListApi(callers, jobs, counts, visible);
  }

  @Bean
  JobRunsApi jobRunsApi(ApiCallers callers, VisibleJobs jobs, RunLists runs) {
    return new JobRunsApi(callers, jobs, runs);
  }

  @Bean
  JobDoor jobDoor(JobActions actions, VisibleTemplates visible, Templates templates) {
    return new JobDoor(actions, visible, templates);
  }

  @Bean
  JobActionsApi jobActionsApi(
      RequestBodies bodies, ApiCallers callers, JobActions actions, JobDoor door) {
    return new JobActionsApi(bodies, callers, actions, door);
  }

  @Bean
  BulkRetryApi.Door bulkRetryDoor(VisibleTemplates visible, JobDoor jobs) {
    return new BulkRetryApi.Door(visible, jobs);
  }

  @Bean
  BulkRetryApi bulkRetryApi(
      RequestBodies bodies,
      ApiCallers callers,
      JobLists jobs,
      BulkRetry retry,
      BulkRetryApi.Door door) {
    return new BulkRetryApi(bodies, callers, jobs, retry, door);
  }

  @Bean
  WorkerActionsApi workerActionsApi(ApiCallers callers, Workers workers, WorkerActions actions) {
    return new WorkerActionsApi(callers, workers, actions);
  }

  @Bean
  WorkersApi workersApi(ApiCallers callers, Workers workers, Templates templates, Access access) {
    return new WorkersApi(callers, workers, templates, access);
  }

  @Bean
  TemplatesApi templatesApi(
      RequestBodies bodies,
      ApiCallers callers,
      Templates templates,
      FolderWatch folder,
      Audit audit) {
    return new TemplatesApi(bodies, callers, templates, folder, audit);
  }

  @Bean
  KeysApi keysApi(RequestBodies bodies, ApiCallers callers, ApiKeys keys, Audit audit) {
    return new KeysApi(bodies, callers, keys, audit);
  }

  @Bean
  ScheduleDoor scheduleDoor(
      Schedules schedules, Templates templates, Access access, VisibleTemplates visible) {
    return new ScheduleDoor(schedules, templates, access, visible);
  }

  @Bean
  SchedulesApi schedulesApi(
      RequestBodies bodies,
      ApiCallers callers,
      ScheduleDoor door,
      Schedules schedules,
      ScheduledJobs jobs) {
    return new SchedulesApi(bodies, callers, door, schedules, jobs);
  }

  @Bean
  AuditApi auditApi(ApiCallers callers, AuditTrail trail) {
    return new AuditApi(callers, trail);
  }

  @Bean
  DeadLettersApi deadLettersApi(ApiCallers callers, DeadLetters letters) {
    return new DeadLettersApi(callers, letters);
  }
}
