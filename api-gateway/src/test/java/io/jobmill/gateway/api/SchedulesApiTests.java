// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import static io.jobmill.gateway.api.JobsApiTests.assertIsProblem;
import static io.jobmill.gateway.api.JobsApiTests.bearer;
import static io.jobmill.gateway.security.Scope.MANAGE;
import static io.jobmill.gateway.security.Scope.TRIGGER;
import static io.jobmill.gateway.security.Scope.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.gateway.schedule.Schedules;
import io.jobmill.gateway.security.KeyGrant;
import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.InMemoryTable;
import io.jobmill.gateway.testing.RunningGateway;
import io.jobmill.job.JobId;
import io.jobmill.job.Target;
import io.jobmill.job.Value;
import io.jobmill.schedule.ScheduleRecord;
import io.jobmill.schedule.ScheduleRecord.Definition;
import io.jobmill.schedule.ScheduleRecord.Progress;
import io.jobmill.secret.SecretKeyring;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulesApiTests {

  private static final String PATH = "/api/v1/schedules";
  private static final String NIGHTLY = PATH + "/nightly";
  private static final String CRON =
      "{\"kind\":\"cron\",\"expression\":\"0 30 2 * * ?\",\"timeZone\":\"Europe/Berlin\"}";
  private static final JobId ID = JobId.ofScheduleName("nightly");
  private static final Map<String, Object> OPERATION =
      Map.of("type", "shell", "data", Map.of("script", "true"));

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();
  private final Schedules schedules = gateway.bean(Schedules.class);
  private String[] both = {};

  @BeforeEach
  void templateAndKey() {
    gateway.template(
        Map.of(
            "name",
            "t",
            "allowTarget",
            true,
            "variables",
            List.of(Map.of("name", "A"), Map.of("name", "Password", "obscure", true)),
            "operation",
            OPERATION));
    both = bearer(gateway.key("ops", TRIGGER, VIEW));
  }

  @Test
  void aScheduleIsMadeReadReplacedListedAndRemoved() {
    var made = http.put(NIGHTLY, wish(CRON, "\"variables\":{\"a\":1},\"target\":\"web-01\""), both);

    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(made.headers().firstValue("Location")).hasValue(NIGHTLY);
    assertThat(made.body())
        .startsWith(
            "{\"name\":\"nightly\",\"id\":\"%s\",\"enabled\":true,\"template\":\"t\",\"variables\":{\"A\":\"1\"},\"target\":\"web-01\",\"pool\":\"default\",\"when\":%s,\"overlap\":\"skip\",\"missed\":\"once\",\"submittedBy\":\"ops\",\"createdAt\":\"%s\",\"nextDueAt\":\""
                .formatted(ID, CRON, definition().createdAt()));
    assertThat(definition().request().target()).isEqualTo(new Target("web-01"));

    var read = http.get(PATH + "/NIGHTLY", both);
    assertThat(read.body()).isEqualTo(made.body());
    assertThat(http.put(NIGHTLY, read.body(), both).statusCode()).isEqualTo(200);
    assertThat(http.get(PATH, both).body()).isEqualTo("{\"items\":[" + read.body() + "]}");

    assertThat(http.method("DELETE", NIGHTLY, both).statusCode()).isEqualTo(204);
    assertIsProblem(http.get(NIGHTLY, both), 404);
    assertIsProblem(http.method("DELETE", NIGHTLY, both), 404);
    assertThat(http.get(PATH, both).body()).isEqualTo("{\"items\":[]}");
    assertThat(gateway.producer().history()).isEmpty();
  }

  @Test
  void postMakesOnlyWhatIsNotThere() {
    String body = "{\"name\":\"My schedule\",\"template\":\"t\",\"when\":" + CRON + "}";

    assertThat(http.json(PATH, body, both).headers().firstValue("Location"))
        .hasValue(PATH + "/My%20schedule");
    assertIsProblem(http.json(PATH, body.replace("My", "MY"), both), 409);
    assertIsProblem(http.json(PATH, "{\"template\":\"t\",\"when\":" + CRON + "}", both), 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        CRON,
        "{\"kind\":\"interval\",\"minutes\":30}",
        "{\"kind\":\"daily\",\"time\":\"2030-01-01T14:30:00Z\"}",
        "{\"kind\":\"weekly\",\"days\":[\"monday\",\"friday\"],\"time\":\"2030-01-01T14:30:00Z\"}",
        "{\"kind\":\"monthly\",\"day\":31,\"time\":\"2030-01-01T14:30:00Z\"}",
        "{\"kind\":\"once\",\"time\":\"2030-01-01T14:30:00Z\"}",
      })
  void everyKindComesBackAsItWasGiven(String when) {
    assertThat(http.put(NIGHTLY, wish(when), both).body()).contains("\"when\":" + when);
  }

  @Test
  void aClockWithoutAZoneIsThatOfUtc() {
    assertThat(
            http.put(NIGHTLY, wish("{\"kind\":\"cron\",\"expression\":\"0 30 2 * * ?\"}"), both)
                .body())
        .contains("\"timeZone\":\"UTC\"", "T02:30:00Z\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"kind\":\"cron\",\"expression\":\"30 2 * * *\"} | field 'when': a cron expression has"
            + " six fields (second, minute, hour, day of month, month, day of week) and may have a"
            + " seventh (year), as in '0 30 2 * * ?' for every day at 02:30; '30 2 * * *' has 5",
        "{\"kind\":\"cron\",\"expression\":\"0 30 25 * * ?\"} | field 'when': the hour of a cron"
            + " expression is '25', but must be 0 to 23, as in 2, 8,20, 8-18 or */2",
        "{\"kind\":\"cron\",\"expression\":\"0 0 0 30 2 ?\"} | field 'when' names no time that is"
            + " still to come",
        "{\"kind\":\"cron\",\"expression\":\"0 0 0 * * ? 2020\"} | field 'when' names no time that"
            + " is still to come",
        "{\"kind\":\"cron\",\"expression\":\"0 30 2 * * ?\",\"timeZone\":\"Berlin\"} | field"
            + " 'when.timeZone' must be a time zone like Europe/Berlin or UTC; there is no"
            + " 'Berlin'",
        "{\"kind\":\"cron\"} | field 'expression' is missing",
        "{\"kind\":\"hourly\"} | field 'when.kind' must be one of cron, interval, daily, weekly,"
            + " monthly, once",
        "{\"minutes\":1} | field 'kind' is missing",
        "{\"kind\":\"interval\",\"minutes\":0} | field 'when': minutes must be 1 to 527040",
        "{\"kind\":\"interval\",\"minutes\":1.5} | field 'when.minutes' must be a whole number",
        "{\"kind\":\"interval\",\"minutes\":30,\"time\":\"x\"} | there is no field 'time' here;"
            + " fields are [kind, minutes]",
        "{\"kind\":\"weekly\",\"days\":[],\"time\":\"2030-01-01T14:30:00Z\"} | field 'when': at"
            + " least one day must be given",
        "{\"kind\":\"weekly\",\"days\":[\"someday\"],\"time\":\"2030-01-01T14:30:00Z\"} | field"
            + " 'when.days' must be a list of days like monday",
        "{\"kind\":\"monthly\",\"day\":32,\"time\":\"2030-01-01T14:30:00Z\"} | field 'when': day"
            + " must be 1 to 31",
        "{\"kind\":\"daily\"} | field 'when.time' is missing",
        "{\"kind\":\"once\",\"time\":\"soon\"} | field 'time' must be a date and time with an"
            + " offset, like 2026-01-31T08:30:00Z",
        "{} | field 'when' is missing",
      })
  void saysWhatIsWrongWithATime(String when, String problem) {
    var answer = http.put(NIGHTLY, wish(when), both);

    assertIsProblem(answer, 400);
    assertThat(answer.body()).contains("\"detail\":\"" + problem + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"nosuch\":1",
        "\"overlap\":\"wait\"",
        "\"missed\":\"all\"",
        "\"enabled\":\"yes\"",
        "\"variables\":{\"B\":1}",
        "\"target\":\"no such\"",
        "\"name\":\"weekly\"",
      })
  void refusesWhatItDoesNotKnow(String field) {
    assertIsProblem(http.put(NIGHTLY, wish(CRON, field), both), 400);
  }

  @Test
  void aNameIsNoId() {
    assertIsProblem(http.put(PATH + "/" + ID, wish(CRON), both), 400);
    assertIsProblem(http.put(PATH + "/-a", wish(CRON), both), 400);
  }

  @Test
  void aSecretIsKeptByShowingItsMask() {
    String given = "\"variables\":{\"Password\":\"hunter2\"}";
    assertThat(http.put(NIGHTLY, wish(CRON, given), both).body())
        .contains("\"Password\":\"********\"")
        .doesNotContain("hunter2");

    http.put(NIGHTLY, http.get(NIGHTLY, both).body(), both);
    assertThat(password()).isEqualTo(Value.of("hunter2"));

    http.put(NIGHTLY, wish(CRON, given.replace("hunter2", "new")), both);
    assertThat(password()).isEqualTo(Value.of("new"));
  }

  @Test
  void onlyAnotherTimeBeginsAnew() {
    http.put(NIGHTLY, wish(CRON), both);
    Definition first = definition();
    gateway.clock().advance(Duration.ofMinutes(5));

    http.put(NIGHTLY, wish(CRON, "\"variables\":{\"A\":2},\"overlap\":\"queue\""), both);
    assertThat(definition().standing()).isEqualTo(first.standing());
    assertThat(definition().createdAt()).isEqualTo(first.createdAt());
    assertThat(definition().request().variables()).containsEntry("A", Value.of("2"));

    http.put(NIGHTLY, wish(CRON.replace("30 2", "30 3")), both);
    assertThat(definition().standing().revision()).isNotEqualTo(first.standing().revision());
    assertThat(definition().standing().since()).isEqualTo(first.standing().since());
    assertThat(definition().standing().changedAt()).isEqualTo(now());
  }

  @Test
  void whatIsPausedHasNoNextTimeUntilItIsResumed() {
    http.put(NIGHTLY, wish(CRON), both);
    assertThat(http.put(NIGHTLY, wish(CRON, "\"enabled\":false"), both).body())
        .contains("\"enabled\":false")
        .doesNotContain("nextDueAt");
    String revision = definition().standing().revision();
    gateway.clock().advance(Duration.ofDays(3));

    assertThat(http.put(NIGHTLY, wish(CRON, "\"enabled\":true"), both).body())
        .contains("\"enabled\":true", "nextDueAt");
    assertThat(definition().standing().revision()).isNotEqualTo(revision);
    assertThat(definition().standing().since()).isEqualTo(now());
  }

  @Test
  void showsHowFarItHasCome() {
    http.put(NIGHTLY, wish(CRON), both);
    JobId job = JobId.ofOccurrence(ID, now());
    Instant next = now().plus(Duration.ofHours(9));
    note(new Progress(ID, next, false, job, now(), definition().standing().revision()));

    assertThat(http.get(NIGHTLY, both).body())
        .contains(
            "\"nextDueAt\":\"%s\",\"lastDueAt\":\"%s\",\"lastJob\":\"%s\"}"
                .formatted(next, now(), job));

    note(new Progress(ID, Progress.NEVER, false, job, now(), definition().standing().revision()));
    assertThat(http.get(NIGHTLY, both).body()).doesNotContain("nextDueAt");
  }

  @Test
  void whoMayTriggerTheTemplateMayScheduleIt() {
    gateway.template(Map.of("name", "inner", "api", false, "operation", OPERATION));
    gateway.template(Map.of("name", "tied", "key", "ops", "operation", OPERATION));
    String[] others = bearer(gateway.anyKey(TRIGGER, VIEW));
    http.put(NIGHTLY, wish(CRON).replace("\"t\"", "\"tied\""), both);

    assertIsProblem(http.put(PATH + "/a", wish(CRON).replace("\"t\"", "\"tied\""), others), 403);
    assertIsProblem(http.put(PATH + "/a", wish(CRON).replace("\"t\"", "\"inner\""), both), 404);
    assertIsProblem(http.put(PATH + "/a", wish(CRON).replace("\"t\"", "\"nosuch\""), both), 404);
    assertThat(
            http.put(
                    PATH + "/a",
                    wish(CRON).replace("\"t\"", "\"inner\""),
                    bearer(gateway.anyKey(TRIGGER, VIEW, MANAGE)))
                .statusCode())
        .isEqualTo(201);
    // Neither taken over, nor taken away, nor seen.
    assertIsProblem(http.put(NIGHTLY, wish(CRON), others), 403);
    assertIsProblem(http.method("DELETE", NIGHTLY, others), 403);
    assertIsProblem(http.get(NIGHTLY, others), 403);
    assertThat(http.get(PATH, others).body()).doesNotContain("nightly");
    assertThat(http.get(PATH, both).body()).contains("nightly");
  }

  @Test
  void aKeySeesWhatItsTemplatesAllow() {
    http.put(NIGHTLY, wish(CRON), both);
    String[] narrow =
        bearer(
            gateway.key(
                new KeyGrant("narrow", Set.of(TRIGGER, VIEW), List.of("x*"), List.of(), null)));

    assertThat(http.get(PATH, narrow).body()).isEqualTo("{\"items\":[]}");
    assertIsProblem(http.get(PATH, bearer(gateway.anyKey(TRIGGER, MANAGE))), 403);
    assertIsProblem(http.put(NIGHTLY, wish(CRON), bearer(gateway.anyKey(VIEW, MANAGE))), 403);
    assertThat(http.put(NIGHTLY, wish(CRON), bearer(gateway.anyKey(TRIGGER))).body())
        .isEqualTo("{\"name\":\"nightly\",\"id\":\"%s\",\"enabled\":true}".formatted(ID));
  }

  @Test
  void pagesThroughThemByName() {
    for (String name : List.of("c", "A", "b")) {
      http.put(PATH + "/" + name, wish(CRON), both);
    }

    String first = http.get(PATH + "?limit=2", both).body();
    Matcher cursor = Pattern.compile("\"nextCursor\":\"([^\"]+)\"").matcher(first);
    assertThat(cursor.find()).isTrue();
    String second = http.get(PATH + "?limit=2&cursor=" + cursor.group(1), both).body();

    assertThat(first).containsSubsequence("\"name\":\"A\"", "\"name\":\"b\"");
    assertThat(first).doesNotContain("\"name\":\"c\"");
    assertThat(second).contains("\"name\":\"c\"").doesNotContain("nextCursor");
  }

  @Test
  void notesWhoChangedWhat() {
    http.put(NIGHTLY, wish(CRON), both);
    http.put(NIGHTLY, wish(CRON.replace("30 2", "30 3")), both);
    http.method("DELETE", NIGHTLY, both);

    assertThat(http.get("/api/v1/audit?subject=nightly", bearer(RunningGateway.ADMIN)).body())
        .containsSubsequence("schedule.delete", "schedule.replace", "schedule.create")
        .contains("\"by\":\"ops\"");
  }

  private static String wish(String when) {
    return "{\"template\":\"t\",\"when\":" + when + "}";
  }

  private static String wish(String when, String field) {
    return "{\"template\":\"t\",\"when\":" + when + "," + field + "}";
  }

  private Definition definition() {
    return schedules.find(ID).orElseThrow().definition();
  }

  private Value password() {
    return new SecretKeyring(RunningGateway.SECRET)
        .open(ID, "Password", definition().request().sealed().getOrDefault("Password", ""));
  }

  @SuppressWarnings("unchecked")
  private void note(Progress progress) {
    ((InMemoryTable<ScheduleRecord>) gateway.bean("schedulesTable", InMemoryTable.class))
        .put(progress.key(), progress);
  }

  private Instant now() {
    return gateway.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
