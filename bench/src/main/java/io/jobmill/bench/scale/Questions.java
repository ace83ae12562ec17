// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.scale;

import io.jobmill.bench.scale.StoreFiller.Sample;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** What is asked of a store with many jobs: one job in every dialect, and every list. */
final class Questions {

  private static final int ONE = 10;
  private static final int PAGE = 50;
  private static final String HISTORY = "/KeyfactorAPI/OrchestratorJobs/JobHistory?ReturnLimit=50";

  private final Sample sample;
  private final long jobs;
  private final Instant end;
  private final Duration span;
  private final List<Question> all = new ArrayList<>();

  private Questions(Sample sample, long jobs, Instant end, Duration span) {
    this.sample = sample;
    this.jobs = jobs;
    this.end = end;
    this.span = span;
  }

  static List<Question> of(Sample sample, long jobs, Instant end, Duration span) {
    var questions = new Questions(sample, jobs, end, span);
    questions.oneJob();
    questions.ownLists();
    questions.osapiLists();
    questions.history();
    return questions.all;
  }

  private void oneJob() {
    add("Otter status", ONE, random -> "/api/jobs/status?token=" + job(random));
    add("/api/v1 job", ONE, random -> "/api/v1/jobs/" + job(random));
    add("OSAPI detail", ONE, random -> "/job/" + job(random));
    add(
        "Keyfactor JobStatus/Data",
        ONE,
        random ->
            "/KeyfactorAPI/OrchestratorJobs/JobStatus/Data?jobHistoryId="
                + sample.historyIds().get(random.nextInt(sample.historyIds().size())));
  }

  private void ownLists() {
    add("/api/v1 jobs, newest", PAGE, random -> "/api/v1/jobs");
    add("/api/v1 jobs, any page", PAGE, random -> "/api/v1/jobs?to=" + instant(random));
    for (var status : List.of("succeeded", "failed", "warning", "pending", "cancelled")) {
      add(
          "/api/v1 jobs, " + status,
          PAGE,
          random -> "/api/v1/jobs?status=" + status + "&to=" + instant(random));
    }
    add(
        "/api/v1 jobs of a template",
        PAGE,
        random -> "/api/v1/jobs?template=" + EndedJobs.template(random.nextInt(20)));
    add(
        "/api/v1 failed jobs of a template and pool, any page",
        PAGE,
        random ->
            "/api/v1/jobs?status=failed&pool=bench&template="
                + EndedJobs.template(3 * random.nextInt(6))
                + "&to="
                + instant(random));
    add(
        "/api/v1 jobs of no template that there is",
        PAGE,
        random -> "/api/v1/jobs?status=failed&template=none");
    add("/api/v1 exhausted jobs", PAGE, random -> "/api/v1/jobs?status=failed&exhausted=true");
    add("/api/v1 counts by status", PAGE, random -> "/api/v1/jobs/counts");
  }

  private void osapiLists() {
    add("OSAPI list, newest", PAGE, random -> "/job?limit=100");
    add("OSAPI list, any page", PAGE, random -> "/job?limit=100&offset=" + random.nextLong(jobs));
    add("OSAPI list, failed", PAGE, random -> "/job?limit=100&status=failed");
    add(
        "OSAPI list, completed, any page",
        PAGE,
        random -> "/job?limit=100&status=completed&offset=" + random.nextLong(jobs));
  }

  private void history() {
    for (var field :
        List.of(
            "JobHistoryId",
            "AgentMachine",
            "JobId",
            "JobType",
            "OperationStart",
            "OperationEnd",
            "Message",
            "Result",
            "Status",
            "ClientMachine")) {
      for (int descending : new int[] {0, 1}) {
        add(
            "Keyfactor history by " + field + (descending == 1 ? " descending" : ""),
            PAGE,
            random ->
                HISTORY
                    + "&SortField=%s&SortAscending=%d&PageReturned=%d"
                        .formatted(field, descending, 1 + random.nextLong(jobs / 50)));
      }
    }
    query("Result -eq 4", random -> "Result -eq 4");
    query("Status -eq 2", random -> "Status -eq 2");
    query(
        "JobType -eq …", random -> "JobType -eq \"" + EndedJobs.template(random.nextInt(20)) + '"');
    query("JobId -eq …", random -> "JobID -eq \"" + job(random) + '"');
    query("AgentMachine -eq …", random -> "AgentMachine -eq \"" + EndedJobs.hostname(3) + '"');
    query("OperationStart -ge …", random -> "OperationStart -ge \"" + instant(random) + '"');
    query("OperationEnd -lt …", random -> "OperationEnd -lt \"" + instant(random) + '"');
    query("Message -contains …", random -> "Message -contains \"status 77\"");
    query("Message -eq NULL", random -> "Message -eq NULL");
    query("ScheduleType -ne NULL", random -> "ScheduleType -ne NULL");
    query(
        "failed or warning of a type",
        random ->
            "(Result -eq \"4\" OR Result -eq \"3\") AND (Status -eq \"3\" OR Status -eq \"5\")"
                + " AND JobType -ne \"bench-01\"");
  }

  private void query(String what, Function<SplittableRandom, String> query) {
    add(
        "Keyfactor history where " + what,
        PAGE,
        random ->
            HISTORY
                + "&QueryString="
                + URLEncoder.encode(query.apply(random), StandardCharsets.UTF_8));
  }

  private void add(String what, int within, Function<SplittableRandom, String> path) {
    all.add(new Question(what, within, path));
  }

  private String job(SplittableRandom random) {
    return sample.jobs().get(random.nextInt(sample.jobs().size())).toString();
  }

  private Instant instant(SplittableRandom random) {
    return end.minusMillis(random.nextLong(span.toMillis()));
  }
}
