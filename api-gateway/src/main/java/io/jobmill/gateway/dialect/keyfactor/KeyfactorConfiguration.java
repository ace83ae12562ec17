// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.action.JobActions;
import io.jobmill.gateway.audit.Audit;
import io.jobmill.gateway.definitions.DefinitionTable;
import io.jobmill.gateway.definitions.Templates;
import io.jobmill.gateway.openapi.ApiDescription;
import io.jobmill.gateway.problem.RequestBodies;
import io.jobmill.gateway.problem.RequestSettings;
import io.jobmill.gateway.query.JobLists;
import io.jobmill.gateway.query.RunLists;
import io.jobmill.gateway.query.StoredJobs;
import io.jobmill.gateway.query.VisibleTemplates;
import io.jobmill.gateway.query.Workers;
import io.jobmill.gateway.schedule.Schedules;
import io.jobmill.gateway.security.Access;
import io.jobmill.gateway.security.Doorkeeper;
import io.jobmill.gateway.trigger.AuditedTrigger;
import io.jobmill.gateway.trigger.Trigger;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class KeyfactorConfiguration {

  @Bean
  ValuesOf valuesOf(Clock clock) {
    return new ValuesOf(clock);
  }

  @Bean
  Agents agents(
      Workers workers, DefinitionTable<AgentApproval> agentsTable, JobTypes types, Clock clock) {
    return new Agents(workers, agentsTable, types, clock);
  }

  @Bean
  JobTypes jobTypes(DefinitionTable<JobType> jobTypesTable, Templates templates) {
    return new JobTypes(jobTypesTable, templates);
  }

  @Bean
  History jobHistory(RunLists runs) {
    return new History(runs);
  }

  @Bean
  HistoryEndpoints historyEndpoints(
      History history, StoredJobs stored, VisibleTemplates visible, ValuesOf values) {
    return new HistoryEndpoints(history, stored, visible, values);
  }

  @Bean
  Doors doors(Templates templates, Access access) {
    return new Doors(templates, access);
  }

  @Bean
  RowEndpoints rowEndpoints(History history, Doors doors, JobActions actions, ValuesOf values) {
    return new RowEndpoints(history, doors, new RowActions(actions), values);
  }

  @Bean
  UnscheduleEndpoint unscheduleEndpoint(
      WaitingJobs waiting, Schedules schedules, JobActions actions, Doors doors, ValuesOf values) {
    return new UnscheduleEndpoint(waiting, schedules, actions, doors, values);
  }

  @Bean
  KeyfactorErrors keyfactorErrors() {
    return new KeyfactorErrors();
  }

  @Bean
  WaitingJobs waitingJobs(Schedules schedules, JobLists jobs, StoredJobs stored) {
    return new WaitingJobs(schedules, jobs, stored);
  }

  @Bean
  ScheduledEndpoints scheduledEndpoints(
      WaitingJobs jobs, VisibleTemplates visible, ValuesOf values) {
    return new ScheduledEndpoints(jobs, visible, values);
  }

  @Bean
  CustomEndpoints customEndpoints(
      JobTypes types,
      Agents agents,
      Access access,
      Trigger trigger,
      AuditedTrigger audited,
      Schedules schedules,
      Clock clock) {
    return new CustomEndpoints(
        new CustomJobs(types, access, trigger, audited, schedules), agents, clock);
  }

  @Bean
  AgentEndpoints agentEndpoints(Agents agents, Schedules schedules, ValuesOf values, Audit audit) {
    return new AgentEndpoints(agents, schedules, values, audit);
  }

  @Bean
  JobTypeEndpoints jobTypeEndpoints(JobTypes types, ValuesOf values, Audit audit) {
    return new JobTypeEndpoints(types, values, audit);
  }

  @Bean
  List<Endpoint> keyfactorRoutes(
      HistoryEndpoints history,
      ScheduledEndpoints scheduled,
      CustomEndpoints custom,
      RowEndpoints rows,
      UnscheduleEndpoint unschedule,
      AgentEndpoints agents,
      JobTypeEndpoints types) {
    return Stream.of(
            history.endpoints(),
            scheduled.endpoints(),
            custom.endpoints(),
            rows.endpoints(),
            List.of(unschedule.endpoint()),
            types.endpoints(),
            agents.endpoints())
        .flatMap(List::stream)
        .toList();
  }

  @Bean
  KeyfactorEndpoints keyfactorEndpoints(
      RequestBodies bodies, Doorkeeper doorkeeper, List<Endpoint> keyfactorRoutes) {
    return new KeyfactorEndpoints(bodies, new KeyfactorCallers(doorkeeper), keyfactorRoutes);
  }

  @Bean
  KeyfactorMapping keyfactorMapping(KeyfactorEndpoints endpoints) {
    return new KeyfactorMapping(endpoints);
  }

  @Bean
  ApiDescription keyfactorDescription(RequestSettings limits, KeyfactorEndpoints endpoints) {
    return KeyfactorDocument.description(limits, endpoints.all());
  }
}
