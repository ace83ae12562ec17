// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.jobmill.gateway.problem.Outage;
import io.jobmill.gateway.query.RunCondition.Compare;
import io.jobmill.gateway.testing.InMemoryJobs;
import io.jobmill.gateway.testing.InMemoryLists;
import io.jobmill.gateway.testing.Views;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Pool;
import io.jobmill.store.HistoryRow;
import io.jobmill.store.JobCounts;
import io.jobmill.store.JobCounts.Kind;
import io.jobmill.store.ViewDatabase;
import io.jobmill.testkit.infrastructure.MongoServer;
import io.jobmill.testkit.infrastructure.WithMongo;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The store finds what the same question finds in memory. */
@WithMongo
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MongoListsIT {

  private static final List<RunStatus> HOW = List.of(RunStatus.values());
  private static final List<String> TEMPLATES = List.of("Ablast", "b.c", "ab");

  private final InMemoryJobs jobs = new InMemoryJobs();
  private final InMemoryLists expected = new InMemoryLists(jobs);
  private final ViewDatabase database;
  private final MongoClient client;
  private final StoredLists stored;

  MongoListsIT(MongoServer mongo) {
    this.client = MongoClients.create(mongo.uri());
    database = new ViewDatabase(client, mongo.database());
    this.stored = new MongoStoredLists(new StoreQuestions(new Outage(Clock.systemUTC())), database);
    database.ensureIndexes();
    fill(database);
  }

  private void fill(ViewDatabase database) {
    int number = 0;
    for (JobStatus status : JobStatus.values()) {
      for (String template : TEMPLATES) {
        RunStatus how = HOW.get(number % HOW.size());
        Run run = run(number, how);
        JobView job = Views.job(template, status, run);
        jobs.put(job);
        database.jobs().insertOne(job);
        database.runs().insertOne(HistoryRow.of(job, run));
        number++;
      }
    }
  }

  private static Run run(int number, RunStatus how) {
    Run run = Views.run(number + 1, number % 2 == 0 ? "Alpha" : "beta.example", how, 0);
    String message =
        switch (number % 4) {
          case 0 -> null;
          case 1 -> "";
          case 2 -> "exit status 1 (a.b)";
          default -> "Ünknown\nline";
        };
    Run closed =
        how == RunStatus.RUNNING
            ? run
            : run.closed(how, Views.WHEN.plusSeconds(number), message, number);
    return number % 5 == 0 ? closed.acknowledged(number) : closed;
  }

  @BeforeAll
  void holdsSomething() {
    assertThat(jobs.count()).isEqualTo(JobStatus.values().length * TEMPLATES.size());
  }

  @AfterEach
  void forgetCounts() {
    database.statusCounts().deleteMany(new Document());
  }

  @AfterAll
  void close() {
    client.close();
  }

  static Stream<JobFilter> filters() {
    return Stream.of(
        JobFilter.NONE,
        JobFilter.of(Set.of(JobStatus.FAILED)),
        JobFilter.of(Set.of(JobStatus.FAILED, JobStatus.PENDING)),
        new JobFilter(Set.of(), "ablast", null, null, null, false),
        new JobFilter(Set.of(), "b.c", null, null, null, false),
        new JobFilter(Set.of(), "b_c", null, null, null, false),
        new JobFilter(Set.of(), null, Pool.DEFAULT, null, null, false),
        new JobFilter(Set.of(), null, new Pool("other"), null, null, false),
        new JobFilter(Set.of(), null, null, Views.WHEN, Views.WHEN.plusSeconds(1), false),
        new JobFilter(Set.of(), null, null, null, Views.WHEN, false),
        new JobFilter(Set.of(JobStatus.FAILED), null, null, null, null, true));
  }

  @ParameterizedTest
  @MethodSource("filters")
  void findsTheSameJobsInTheSameOrder(JobFilter filter) {
    for (Visibility visible :
        List.of(
            Visibility.EVERYTHING,
            new Visibility.Only(Set.of("ab")),
            new Visibility.AllBut(Set.of("ab", "b.c")))) {
      var all = expected.jobs(filter, visible, null, 0, 100);
      assertThat(stored.jobs(filter, visible, null, 0, 100)).isEqualTo(all);
      assertThat(stored.jobs(filter, visible, null, 2, 3))
          .isEqualTo(expected.jobs(filter, visible, null, 2, 3));
      if (all.size() > 2) {
        JobPlace place = JobPlace.of(all.get(1));
        assertThat(stored.jobs(filter, visible, place, 0, 100))
            .isEqualTo(all.subList(2, all.size()));
      }
    }
  }

  @Test
  void countsJobsOfMoreTemplatesThanTheProjectorsTellApart() {
    Document onlyByStatus = new Document("_id", 0).append("counts", new Document("failed", 9L));
    database.statusCounts().insertOne(onlyByStatus);

    for (Visibility visible :
        List.of(new Visibility.Only(Set.of("ab")), new Visibility.AllBut(Set.of("AB", "b.c")))) {
      assertThat(stored.statusCounts(visible)).containsAllEntriesOf(expected.statusCounts(visible));
    }
    assertThat(stored.statusCounts(Visibility.EVERYTHING)).isEqualTo(Map.of(JobStatus.FAILED, 9L));
  }

  @Test
  void takesTheCountsOfTheTemplatesThatTheCallerMaySee() {
    database
        .statusCounts()
        .insertOne(
            JobCounts.document(
                    Map.of(
                        new Kind("ab", JobStatus.FAILED), 2L, new Kind("", JobStatus.FAILED), 3L),
                    9)
                .append("_id", 1));

    assertThat(stored.statusCounts(new Visibility.Only(Set.of("AB"))))
        .isEqualTo(Map.of(JobStatus.FAILED, 2L));
    assertThat(stored.statusCounts(new Visibility.AllBut(Set.of("AB"))))
        .isEqualTo(Map.of(JobStatus.FAILED, 3L));
  }

  @Test
  void knowsHowFarJobsAre() {
    var ids = expected.jobs(JobFilter.NONE, Visibility.EVERYTHING, null, 0, 5);
    var asked = ids.stream().map(JobView::id).toList();

    assertThat(stored.progress(asked)).isEqualTo(expected.progress(asked));
  }

  static Stream<RunCondition> conditions() {
    return Stream.of(
        RunCondition.ALL,
        RunCondition.or(),
        text(RunField.JOB_TYPE, RunOperator.EQ, "ABLAST"),
        text(RunField.JOB_TYPE, RunOperator.NE, "ablast"),
        text(RunField.JOB_TYPE, RunOperator.CONTAINS, "B"),
        text(RunField.JOB_TYPE, RunOperator.CONTAINS, "b.c"),
        text(RunField.JOB_TYPE, RunOperator.CONTAINS, ".*"),
        text(RunField.JOB_TYPE, RunOperator.NOT_CONTAINS, "LAST"),
        text(RunField.JOB_TYPE, RunOperator.STARTS_WITH, "A"),
        text(RunField.JOB_TYPE, RunOperator.ENDS_WITH, "T"),
        text(RunField.HOSTNAME, RunOperator.EQ, "alpha"),
        text(RunField.HOSTNAME, RunOperator.NE, "ALPHA"),
        text(RunField.WORKER, RunOperator.EQ, "W-1"),
        text(RunField.WORKER, RunOperator.NE, "W-1"),
        text(RunField.STATUS, RunOperator.EQ, "Failed"),
        text(RunField.STATUS, RunOperator.NE, "Failed"),
        text(RunField.MESSAGE, RunOperator.EQ, null),
        text(RunField.MESSAGE, RunOperator.NE, null),
        text(RunField.MESSAGE, RunOperator.EQ, ""),
        text(RunField.MESSAGE, RunOperator.NE, ""),
        text(RunField.SCHEDULE, RunOperator.EQ, ""),
        text(RunField.MESSAGE, RunOperator.CONTAINS, "(A.B)"),
        text(RunField.MESSAGE, RunOperator.NOT_CONTAINS, "STATUS"),
        text(RunField.MESSAGE, RunOperator.STARTS_WITH, "ünknown\nL"),
        text(RunField.MESSAGE, RunOperator.NE, "exit status 1 (a.b)"),
        text(RunField.SCHEDULE, RunOperator.EQ, null),
        text(RunField.SCHEDULE, RunOperator.NE, null),
        new Compare(RunField.ID, RunOperator.GT, 5L),
        new Compare(RunField.ID, RunOperator.LE, 5L),
        new Compare(RunField.ID, RunOperator.NE, 5L),
        new Compare(RunField.ENDED_AT, RunOperator.EQ, null),
        new Compare(RunField.ENDED_AT, RunOperator.NE, null),
        new Compare(RunField.ENDED_AT, RunOperator.LT, Views.WHEN.plusSeconds(9)),
        new Compare(RunField.STARTED_AT, RunOperator.GE, Views.WHEN),
        RunCondition.is(RunField.ACKNOWLEDGED, true),
        RunCondition.is(RunField.ACKNOWLEDGED, false),
        new Compare(RunField.ACKNOWLEDGED, RunOperator.NE, true),
        RunCondition.is(RunField.RETRYING, false),
        RunCondition.and(
            RunCondition.or(
                text(RunField.STATUS, RunOperator.EQ, "failed"),
                text(RunField.STATUS, RunOperator.EQ, "lost")),
            text(RunField.JOB_TYPE, RunOperator.NE, "ab")));
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void findsTheSameRuns(RunCondition condition) {
    for (Visibility visible : List.of(Visibility.EVERYTHING, new Visibility.AllBut(Set.of("AB")))) {
      RunQuestion question = RunQuestion.of(condition, visible);
      assertThat(stored.runs(question)).isEqualTo(expected.runs(question));
    }
  }

  @ParameterizedTest
  @EnumSource(RunField.class)
  void sortsTheSame(RunField field) {
    for (boolean ascending : new boolean[] {true, false}) {
      RunQuestion question =
          new RunQuestion(
              RunCondition.is(RunField.RETRYING, false),
              Visibility.EVERYTHING,
              new RunOrder(field, ascending),
              3,
              7);
      assertThat(stored.runs(question)).hasSize(7);
      if (field.kind() != RunField.Kind.TEXT) {
        assertThat(stored.runs(question)).isEqualTo(expected.runs(question));
      }
    }
  }

  private static RunCondition text(RunField field, RunOperator operator, @Nullable String value) {
    return new Compare(field, operator, value);
  }
}
