// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import static io.jobmill.gateway.dialect.keyfactor.KeyfactorHistoryTests.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.JobEvent;
import io.jobmill.gateway.schedule.Schedules;
import io.jobmill.gateway.security.Scope;
import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.RunningGateway;
import io.jobmill.gateway.testing.Views;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Target;
import io.jobmill.job.Value;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import io.jobmill.wire.JobEventCodec;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Acknowledge, Reschedule and Unschedule: which runs and jobs they are for, and what is refused.
 */
class KeyfactorChangesTests {

  private static final String JOBS = "/KeyfactorAPI/OrchestratorJobs/";
  private static final JobId SERIES = JobId.of("019ca945-0a00-7000-8000-0123456789ab");

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();
  private final String[] ops = Samples.basic(gateway, Scope.MANAGE, Scope.TRIGGER, Scope.VIEW);

  @BeforeEach
  void templateAndWorker() {
    gateway.template(Samples.patch());
    Samples.worker(gateway);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Acknowledge|{}|give JobAuditIds or Query",
        "Reschedule|{\"JobAuditIds\":[1],\"Query\":\"Result -eq 4\"}|give JobAuditIds or Query, not both",
        "Acknowledge|{\"JobAuditIds\":[]}|property 'JobAuditIds' must be a list of 1 to 1000 ids",
        "Acknowledge|{\"JobAuditIds\":[\"x\"]}|property 'JobAuditIds' must hold whole numbers above 0",
        "Unschedule|{}|give JobIds or Query",
        "Unschedule|{\"JobIds\":[\"x\"]}|property 'JobIds' must hold a GUID, like 0f2ab2f6-90b1-4b7c-a6a4-3a2f8a1c6d55",
        "Unschedule|{\"Query\":\"Colour -eq 1\"}|the query has an unknown field 'Colour' at 1; fields are JobId, AgentId, ClientMachine, JobType, Target, Requested, ScheduleType",
      })
  void needsIdsOrAQuery(String endpoint, String body, String message) {
    assertError(http.json(JOBS + endpoint, body, ops), 400, "0xA0110400", message);
  }

  @Test
  void anIdThatIsNotThereIsNotFoundAndNothingIsChanged() {
    stored(null, Samples.run(1, RunStatus.FAILED, "x"));
    gateway.jobs().projectThrough(gateway.clock().instant());

    assertError(
        http.json(JOBS + "Acknowledge", "{\"JobAuditIds\":[1,2]}", ops),
        404,
        "0xA0110002",
        "there is no job history with id 2");
    assertError(
        http.json(JOBS + "Unschedule", "{\"JobIds\":[\"%s\"]}".formatted(SERIES), ops),
        404,
        "0xA0110002",
        "there is no scheduled job " + SERIES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Acknowledge|SUCCEEDED||only runs that ended with a failure or a warning can be acknowledged",
        "Acknowledge|RUNNING||only runs that ended with a failure or a warning can be acknowledged",
        "Reschedule|WARNING|W_1_14:30|only runs that failed and are not tried again can be rescheduled",
        "Reschedule|FAILED|I_30|only weekly and monthly jobs can be rescheduled; any other is made anew by Custom",
        "Reschedule|FAILED||only weekly and monthly jobs can be rescheduled; any other is made anew by Custom",
      })
  void anIdThatTheChangeIsNotForIsRefused(
      String endpoint, RunStatus status, @Nullable String schedule, String message) {
    stored(schedule, Samples.run(5, status, null));

    assertError(
        http.json(JOBS + endpoint, "{\"JobAuditIds\":[5]}", ops),
        400,
        "0xA0110400",
        "job history 5: " + message);
  }

  @Test
  void aQueryThatFindsNothingIsDone() {
    stored(null, Samples.run(1, RunStatus.SUCCEEDED, null));

    for (String endpoint : new String[] {"Acknowledge", "Reschedule", "Unschedule"}) {
      String query = endpoint.equals("Unschedule") ? "JobType -eq X" : "JobType -eq Patch";
      HttpResponse<String> answer =
          http.json(JOBS + endpoint, "{\"Query\":\"%s\"}".formatted(query), ops);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
      assertThat(answer.body()).isEmpty();
    }
  }

  @Test
  void acknowledgingWhatIsAcknowledgedChangesNothing() {
    stored(null, Samples.run(1, RunStatus.FAILED, "x").acknowledged(2));

    assertThat(http.json(JOBS + "Acknowledge", "{\"JobAuditIds\":[1]}", ops).statusCode())
        .isEqualTo(204);
  }

  @Test
  void aScheduleIsTakenAwayByItsIdOrByAQuery() {
    JobId one = scheduled(30);
    JobId other = scheduled(60);

    assertThat(
            http.json(JOBS + "Unschedule", "{\"JobIds\":[\"%s\"]}".formatted(one), ops)
                .statusCode())
        .isEqualTo(204);
    assertThat(gateway.bean(Schedules.class).find(one)).isEmpty();
    assertThat(gateway.bean(Schedules.class).find(other)).isPresent();

    http.json(JOBS + "Unschedule", "{\"Query\":\"ScheduleType -eq I_60\"}", ops);
    assertThat(gateway.bean(Schedules.class).all()).isEmpty();
  }

  @Test
  void aJobThatRunsIsNotScheduled() {
    JobView running = Views.job("Patch", JobStatus.RUNNING);
    gateway.jobs().put(running);

    assertError(
        http.json(JOBS + "Unschedule", "{\"JobIds\":[\"%s\"]}".formatted(running.id()), ops),
        400,
        "0xA0110400",
        "job %s is not scheduled: it is running".formatted(running.id()));
  }

  @Test
  void failuresAreAcknowledgedByIdAndByAQuery() {
    stored(null, Samples.run(1, RunStatus.FAILED, "x"));
    stored(null, Samples.run(2, RunStatus.WARNING, "y"));
    stored(null, Samples.run(3, RunStatus.SUCCEEDED, null));

    assertThat(http.json(JOBS + "Acknowledge", "{\"JobAuditIds\":[1]}", ops).statusCode())
        .isEqualTo(204);
    assertThat(acknowledged()).containsExactly(1L);
    assertThat(
            http.json(JOBS + "Acknowledge", "{\"Query\":\"Message -contains y\"}", ops)
                .statusCode())
        .isEqualTo(204);
    assertThat(acknowledged()).containsExactly(1L, 2L);
  }

  @Test
  void aWeeklyJobIsRunAgainInItsSeries() {
    JobView failed =
        Views.job(
            JobRequest.forTemplate("Patch")
                .checkedAgainst(1)
                .withTarget(new Target(Samples.HOST))
                .withVariables(Map.of("Server", Value.of("A")), Map.of())
                .inSeries(SERIES, "W_1_14:30"),
            JobStatus.FAILED,
            null,
            Samples.run(7, RunStatus.FAILED, "exit 2"));
    gateway.jobs().put(failed);

    HttpResponse<String> answer = http.json(JOBS + "Reschedule", "{\"JobAuditIds\":[7]}", ops);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    JobRequest again = gateway.lastRequest();
    assertThat(again.id()).isNotEqualTo(failed.id());
    assertThat(again.series()).isEqualTo(SERIES);
    assertThat(again.schedule()).isEqualTo("W_1_14:30");
    assertThat(again.target()).isEqualTo(new Target(Samples.HOST));
    assertThat(again.variables()).containsEntry("Server", Value.of("A"));
  }

  @Test
  void aJobThatNobodyHasBegunIsCancelled() {
    JobView waiting = Views.job("Patch", JobStatus.PENDING);
    gateway.jobs().put(waiting);

    http.json(JOBS + "Unschedule", "{\"JobIds\":[\"%s\"]}".formatted(waiting.id()), ops);

    assertThat(gateway.changes().history())
        .filteredOn(record -> record.topic().endsWith("events"))
        .extracting(record -> JobEventCodec.decode(record.value()).type())
        .containsExactly(JobEvent.CancelRequested.TYPE);
  }

  private List<Long> acknowledged() {
    return gateway.changes().history().stream()
        .filter(record -> record.topic().endsWith("events"))
        .map(record -> JobEventCodec.decode(record.value()))
        .flatMap(event -> ((JobEvent.Acknowledged) event).historyIds().stream())
        .toList();
  }

  private JobId scheduled(int minutes) {
    String answer =
        http.json(
                JOBS + "Custom",
                "{\"AgentId\":\"%s\",\"JobTypeName\":\"Patch\",\"Schedule\":{\"Interval\":{\"Minutes\":%d}},\"JobFields\":{\"Server\":\"A\"}}"
                    .formatted(Samples.AGENT, minutes),
                ops)
            .body();
    return JobId.of(answer.substring(10, 46));
  }

  private void stored(@Nullable String schedule, Run run) {
    JobRequest request = JobRequest.forTemplate("Patch");
    gateway
        .jobs()
        .put(
            Views.job(
                schedule == null ? request : request.inSeries(SERIES, schedule),
                JobStatus.FAILED,
                null,
                run));
  }
}
