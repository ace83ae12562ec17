// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.gateway.security.KeyGrant;
import io.jobmill.gateway.security.Scope;
import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.RunningGateway;
import io.jobmill.gateway.testing.Views;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyfactorHistoryTests {

  private static final String HISTORY = "/KeyfactorAPI/OrchestratorJobs/JobHistory";
  private static final String DATA = "/KeyfactorAPI/OrchestratorJobs/JobStatus/Data";
  private static final JobId SERIES = JobId.of("019ca945-0a00-7000-8000-0123456789ab");

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();
  private final String[] viewer = Samples.basic(gateway, Scope.VIEW);

  @BeforeEach
  void template() {
    gateway.template(Samples.patch());
  }

  @Test
  void aRowHasExactlyWhatClientsReadAndNothingNull() {
    JobView job =
        stored(
            JobRequest.forTemplate("Patch").inSeries(SERIES, "W_1,3_14:30"),
            JobStatus.SUCCEEDED,
            Samples.run(2168, RunStatus.SUCCEEDED, null));
    stored("Patch", JobStatus.RUNNING, Samples.run(2169, RunStatus.RUNNING, null));

    HttpResponse<String> answer = http.get(HISTORY, viewer);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("application/json;charset=utf-8");
    assertThat(answer.headers().firstValue("X-Total-Count")).contains("2");
    assertThat(job.request().series()).isEqualTo(SERIES);
    assertThat(answer.body())
        .startsWith(
            "[{\"JobHistoryId\":2168,\"AgentMachine\":\"web-01\",\"JobId\":\"019ca945-0a00-7000-8000-0123456789ab\","
                + "\"Schedule\":{\"Weekly\":{\"Days\":[1,3],\"Time\":\"2026-06-01T14:30:00Z\"}},"
                + "\"JobType\":\"Patch\",\"OperationStart\":\"2026-06-01T10:00:00.250Z\","
                + "\"OperationEnd\":\"2026-06-01T10:00:05.250Z\",\"Message\":\"\",\"Result\":2,\"Status\":3,"
                + "\"StorePath\":\"\",\"ClientMachine\":\"web-01\"},{\"JobHistoryId\":2169,")
        .contains("\"Schedule\":{\"Immediate\":true}", "\"Result\":0,\"Status\":2")
        .doesNotContain("null");
    assertThat(answer.body().split("OperationEnd", -1)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "RUNNING,2,0",
    "SUCCEEDED,3,2",
    "WARNING,3,3",
    "FAILED,3,4",
    "REJECTED,3,4",
    "LOST,3,4",
    "HANDED_BACK,3,4",
    "CANCELLED,3,4"
  })
  void everyRunHasAStatusAndAResult(RunStatus status, int number, int result) {
    stored("Patch", JobStatus.RUNNING, Samples.run(7, status, null));

    assertThat(http.get(HISTORY, viewer).body())
        .contains("\"Result\":%d,\"Status\":%d".formatted(result, number));
    assertThat(ids("Status -eq %d AND Result -eq %d".formatted(number, result)))
        .containsExactly(7L);
    assertThat(ids("Status -ne %d OR Result -ne %d".formatted(number, result))).isEmpty();
  }

  @Test
  void tellsRunsThatAreRetriedOrAcknowledgedFromOthers() {
    stored(
        "Patch", JobStatus.RUNNING, Samples.run(1, RunStatus.FAILED, "exit 2").retrying(true, 2));
    stored("Patch", JobStatus.FAILED, Samples.run(2, RunStatus.FAILED, "exit 3").acknowledged(2));
    stored("Patch", JobStatus.FAILED, Samples.run(3, RunStatus.FAILED, "exit 4"));

    assertThat(ids("Status -eq 5")).containsExactly(1L);
    assertThat(ids("Status -eq Acknowledged")).containsExactly(2L);
    assertThat(ids("Status -ge 4")).containsExactly(1L, 2L);
    assertThat(
            ids(
                "(Result -eq \"4\" OR Result -eq \"3\") AND (Status -eq \"3\" OR Status -eq"
                    + " \"5\")"))
        .containsExactly(1L, 3L);
    assertThat(ids("Message -contains \"exit\" AND Message -notcontains \"2\""))
        .containsExactly(2L, 3L);
    assertThat(ids("Message -eq NULL")).isEmpty();
    assertThat(ids("ScheduleType -eq NULL")).hasSize(3);
    assertThat(ids("AgentId -eq \"" + Samples.AGENT + "\" AND Agent -startswith \"WEB\""))
        .hasSize(3);
    assertThat(ids("OperationStart -ge \"2026-06-01\" AND OperationEnd -lt %TODAY%+1")).hasSize(3);
    assertThat(ids("TargetPath -eq \"\" AND JobHistoryId -gt 2")).containsExactly(3L);
    assertThat(ids("StorePath -eq \"x\"")).isEmpty();
  }

  @Test
  void findsTheRunsOfASeries() {
    stored(
        JobRequest.forTemplate("Patch").inSeries(SERIES, "I_30"),
        JobStatus.SUCCEEDED,
        Samples.run(4, RunStatus.SUCCEEDED, null));
    stored(
        JobRequest.forTemplate("Patch").inSeries(SERIES, "I_30"),
        JobStatus.SUCCEEDED,
        Samples.run(5, RunStatus.SUCCEEDED, null));
    stored("Patch", JobStatus.SUCCEEDED, Samples.run(6, RunStatus.SUCCEEDED, null));

    assertThat(ids("JobID -eq \"" + SERIES + "\"")).containsExactly(4L, 5L);
    assertThat(ids("ScheduleType -startswith \"I_\"")).containsExactly(4L, 5L);
  }

  @Test
  void pagesAndSortsInBothSpellings() {
    for (long id = 1; id <= 5; id++) {
      stored(
          "Patch",
          JobStatus.FAILED,
          Samples.run(id, id == 2 ? RunStatus.SUCCEEDED : RunStatus.FAILED, "m" + (9 - id)));
    }

    assertThat(page("pq.returnLimit=2&pq.pageReturned=2")).containsExactly(3L, 4L);
    assertThat(page("ReturnLimit=2&PageReturned=3")).containsExactly(5L);
    assertThat(page("returnlimit=2&SKIPCOUNT=1")).containsExactly(2L, 3L);
    assertThat(page("ReturnLimit=1&pq.returnLimit=3")).containsExactly(1L);
    assertThat(page("SortField=JobHistoryId&SortAscending=1&ReturnLimit=2"))
        .containsExactly(5L, 4L);
    assertThat(page("pq.sortField=message")).containsExactly(5L, 4L, 3L, 2L, 1L);
    assertThat(page("SortField=Result&ReturnLimit=2")).containsExactly(2L, 1L);
    assertThat(page("SortField=Result&ReturnLimit=2&PageReturned=2")).containsExactly(3L, 4L);
    assertThat(page("PageReturned=100")).isEmpty();
    HttpResponse<String> past = http.get(HISTORY + "?PageReturned=100", viewer);
    assertThat(past.body()).isEqualTo("[]");
    assertThat(past.headers().firstValue("X-Total-Count")).contains("5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ReturnLimit=0|ReturnLimit must be a whole number from 1 to 1000",
        "ReturnLimit=1001|ReturnLimit must be a whole number from 1 to 1000",
        "ReturnLimit=x|ReturnLimit must be a whole number from 1 to 1000",
        "PageReturned=0|PageReturned must be a whole number of at least 1",
        "SkipCount=-1|SkipCount must be a whole number of at least 0",
        "SortAscending=2|SortAscending must be a whole number from 0 to 1",
        "ReturnLimit=1&RETURNLIMIT=2|parameter 'ReturnLimit' is given more than once",
        "QueryString=Colour+-eq+1|the query has an unknown field 'Colour' at 1; fields are AgentId,"
            + " Agent, JobId, Result, Status, JobType, Message, OperationStart, OperationEnd,"
            + " ScheduleType, TargetPath, JobHistoryId",
      })
  void refusesWhatCannotBeAsked(String query, String message) {
    assertError(http.get(HISTORY + "?" + query, viewer), 400, "0xA0110400", message);
  }

  @Test
  void refusesAnUnknownSortFieldInTheVendorsWords() {
    assertError(
        http.get(HISTORY + "?SortField=Colour", viewer),
        400,
        "0xA011004A",
        "Invalid sort field: Colour.");
  }

  @Test
  void tellsWhatARunHandedBack() {
    Run run = withResult(Samples.run(124163, RunStatus.SUCCEEDED, null));
    JobView job = stored("Patch", JobStatus.SUCCEEDED, run);
    gateway.jobs().putResult(job.id(), run, "{\"patched\":12}");

    assertThat(http.get(DATA + "?JOBHISTORYID=124163", viewer).body())
        .isEqualTo("{\"JobHistoryId\":124163,\"Data\":\"{\\\"patched\\\":12}\"}");
  }

  @Test
  void aRunWithoutAResultHasAnEmptyOne() {
    stored("Patch", JobStatus.RUNNING, Samples.run(8, RunStatus.RUNNING, null));

    assertThat(http.get(DATA + "?jobHistoryId=8", viewer).body())
        .isEqualTo("{\"JobHistoryId\":8,\"Data\":\"\"}");
  }

  @Test
  void cutsAResultAtTwoMebibytesAndBetweenCharacters() {
    assertThat(ResultBytes.cut("x".repeat(ResultBytes.MOST + 5))).hasSize(ResultBytes.MOST);
    String wide = ResultBytes.cut("x" + "😀".repeat(ResultBytes.MOST / 4));
    assertThat(wide.getBytes(StandardCharsets.UTF_8)).hasSize(ResultBytes.MOST - 3);
    assertThat(wide).endsWith("😀");
    String whole = "x".repeat(ResultBytes.MOST);
    assertThat(ResultBytes.cut(whole)).isSameAs(whole);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "jobHistoryId=",
        "jobHistoryId=x",
        "jobHistoryId=0",
        "jobHistoryId=-1",
        "jobHistoryId=1&jobHistoryId=1",
        "jobHistoryId=99999999999999999999"
      })
  void refusesAnIdThatIsNone(String query) {
    assertThat(http.get(DATA + "?" + query, viewer).statusCode()).isEqualTo(400);
  }

  @Test
  void anUnknownRowIsNotFound() {
    assertError(
        http.get(DATA + "?jobHistoryId=9", viewer),
        404,
        "0xA0110002",
        "there is no job history with id 9");
  }

  @Test
  void showsOnlyWhatTheKeyMaySee() {
    stored("Patch", JobStatus.SUCCEEDED, Samples.run(1, RunStatus.SUCCEEDED, null));
    String key =
        gateway.key(new KeyGrant("other", Set.of(Scope.VIEW), List.of("other*"), List.of(), null));

    assertThat(http.get(HISTORY, Samples.headers(key)).body()).isEqualTo("[]");
    assertThat(http.get(DATA + "?jobHistoryId=1", Samples.headers(key)).statusCode())
        .isEqualTo(404);
  }

  @Test
  void aClaimThatCameToNothingIsNoRow() {
    stored("Patch", JobStatus.PENDING, Samples.run(1, RunStatus.UNCLAIMED, null));

    assertThat(http.get(HISTORY, viewer).body()).isEqualTo("[]");
  }

  static void assertError(HttpResponse<String> answer, int status, String code, String message) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("application/json;charset=utf-8");
    assertThat(answer.body())
        .isEqualTo("{\"ErrorCode\":\"%s\",\"Message\":\"%s\"}".formatted(code, message));
  }

  private JobView stored(String template, JobStatus status, Run... runs) {
    return stored(JobRequest.forTemplate(template), status, runs);
  }

  private JobView stored(JobRequest request, JobStatus status, Run... runs) {
    JobView view = Views.job(request, status, null, runs);
    gateway.jobs().put(view);
    return view;
  }

  private static Run withResult(Run run) {
    return new Run(
        run.historyId(),
        1,
        1,
        run.worker(),
        run.hostname(),
        run.claim(),
        run.status(),
        run.startedAt(),
        run.endedAt(),
        null,
        null,
        null,
        true,
        null,
        null,
        false,
        false,
        1);
  }

  private List<Long> ids(String query) {
    return page("QueryString=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
  }

  private List<Long> page(String query) {
    HttpResponse<String> answer = http.get(HISTORY + "?" + query, viewer);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Arrays.stream(answer.body().split("\"JobHistoryId\":", -1))
        .skip(1)
        .map(part -> Long.valueOf(part.substring(0, part.indexOf(','))))
        .toList();
  }
}
