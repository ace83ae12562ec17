// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import static io.jobmill.gateway.api.ApiDocument.ID;
import static io.jobmill.gateway.api.ApiDocument.paged;
import static io.jobmill.gateway.api.ApiShapes.words;
import static io.jobmill.gateway.api.JobReadings.WHEN;
import static io.jobmill.gateway.openapi.Messages.example;
import static io.jobmill.gateway.openapi.Shapes.anyNumber;
import static io.jobmill.gateway.openapi.Shapes.flag;
import static io.jobmill.gateway.openapi.Shapes.instant;
import static io.jobmill.gateway.openapi.Shapes.list;
import static io.jobmill.gateway.openapi.Shapes.map;
import static io.jobmill.gateway.openapi.Shapes.named;
import static io.jobmill.gateway.openapi.Shapes.number;
import static io.jobmill.gateway.openapi.Shapes.object;
import static io.jobmill.gateway.openapi.Shapes.text;
import static io.jobmill.gateway.openapi.Shapes.uuid;
import static io.jobmill.gateway.openapi.Shapes.word;

import io.jobmill.gateway.openapi.Described;
import io.jobmill.gateway.openapi.Messages;
import io.jobmill.gateway.openapi.Shapes;
import io.jobmill.schedule.Cron;
import io.jobmill.schedule.Missed;
import io.jobmill.schedule.Overlap;
import io.jobmill.schedule.Schedule;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Describes schedules. */
final class ScheduleOperations {

  private static final String TRIGGER = "trigger";
  private static final String VIEW = "view";
  private static final String SCHEDULE = "Schedule";
  private static final int[] TAKES_A_BODY = {400, 404, 408, 409, 413, 415, 503};

  private ScheduleOperations() {}

  static void describe(ApiDocument api) {
    paged(api.on("GET", "/schedules", "listSchedules", "List schedules", VIEW))
        .answers(
            200,
            "by name, those of templates whose jobs the caller may read",
            ApiShapes.page(SCHEDULE),
            example("items", List.of(schedule())));
    api.on("POST", "/schedules", "createSchedule", "Make a schedule", TRIGGER, TAKES_A_BODY)
        .body(named("NewSchedule"), wanted())
        .answers(201, created());
    ofName(api.on("GET", "/schedules/{name}", "readSchedule", "One schedule", VIEW, 404))
        .answers(200, "and how far it has come", named(SCHEDULE), schedule());
    ofName(
            api.on(
                "PUT",
                "/schedules/{name}",
                "replaceSchedule",
                "Replace a schedule, or make it",
                TRIGGER,
                TAKES_A_BODY))
        .body(named("NewSchedule"), wanted())
        .answers(200, "replaced", named(SCHEDULE), schedule())
        .answers(201, created());
    ofName(
            api.on(
                "DELETE",
                "/schedules/{name}",
                "deleteSchedule",
                "Remove a schedule",
                TRIGGER,
                404,
                503))
        .answers(204, "it makes no job any more; those that it made stay");
  }

  static Map<String, Schema<?>> shapes() {
    Map<String, Schema<?>> shapes = new LinkedHashMap<>();
    shapes.put("ScheduleTimes", times());
    shapes.put("NewSchedule", newSchedule());
    shapes.put(SCHEDULE, stored());
    return shapes;
  }

  private static Schema<?> times() {
    return object()
        .with("kind", word(List.copyOf(ScheduleTimes.KINDS.keySet())))
        .maybe(
            "expression",
            text("of cron, in Quartz's spelling: six fields, seconds first, or seven with the year")
                .maxLength(Cron.LONGEST))
        .maybe("timeZone", text("of cron, like `Europe/Berlin`; UTC where it is left out"))
        .maybe("minutes", number(1, Schedule.Interval.MOST_MINUTES).description("of interval"))
        .maybe("days", list(word(ScheduleTimes.days())).description("of weekly"))
        .maybe("day", number(1, 31).description("of monthly; the last one of a shorter month"))
        .maybe("time", instant("of the others: the time of the day in UTC, and when it begins"))
        .shape();
  }

  private static Schema<?> newSchedule() {
    Schema<?> scalar = Shapes.any(text(), anyNumber(), flag());
    Shapes.Fields fields =
        object()
            .maybe(
                "name", text("in a path, it may be left out").pattern("^" + NewSchedule.NAME + "$"))
            .with("template", text("name of the template, in any case"))
            .with("when", named("ScheduleTimes"))
            .maybe(
                "variables",
                map(Shapes.any(scalar, list(scalar), Shapes.nothing()))
                    .description("as a job gets them; `********` keeps a secret that is there"))
            .maybe("target", text("`_any`, `_all`, a hostname, or `key:value`"))
            .maybe("overlap", overlap())
            .maybe("missed", missed())
            .maybe("enabled", flag().description("true where it is left out"));
    NewSchedule.OURS.stream()
        .sorted()
        .forEach(name -> fields.maybe(name, text("taken back from an answer, and ignored")));
    return fields.shape();
  }

  private static Schema<?> stored() {
    return object()
        .with("name", text("of one of an agent's custom job, its id"))
        .with("id", uuid("the series of all its jobs"))
        .with("enabled", flag().description("false while it is paused"))
        .maybe("template", text("name of the template"))
        .maybe("variables", map(Shapes.any(text(), list(text()))).description("secrets masked"))
        .maybe("target", text("absent, the template's"))
        .maybe("pool", text("whose workers run the jobs"))
        .maybe("when", named("ScheduleTimes"))
        .maybe("overlap", overlap())
        .maybe("missed", missed())
        .maybe("submittedBy", text("the key or token that the jobs are submitted by"))
        .maybe("createdAt", instant("when it was made"))
        .maybe("nextDueAt", instant("absent while it is paused, and where no job comes any more"))
        .maybe("lastDueAt", instant("when a job was due last, made or left out"))
        .maybe("lastJob", uuid("the last job that was made"))
        .about("Without the scope `view`, no more than name, id and whether it is enabled.");
  }

  private static Schema<?> overlap() {
    return words(Overlap.values(), Overlap::word)
        .description("what becomes of a job that is due while the one before has not ended");
  }

  private static Schema<?> missed() {
    return words(Missed.values(), Missed::word)
        .description("what becomes of jobs that nobody asked for in time");
  }

  private static Described ofName(Described described) {
    return described.with(
        Messages.path("name", "in any case; the id of one that has none", text())
            .example("nightly"));
  }

  private static ApiResponse created() {
    return Messages.answer(
            "makes jobs from now on",
            Messages.content("application/json", named(SCHEDULE), schedule()))
        .addHeaderObject("Location", Messages.always("where it is", text()));
  }

  private static Map<String, Object> wanted() {
    return example(
        "name",
        "nightly",
        "template",
        "ablast",
        "variables",
        example("TargetServer", "ABLSV1"),
        "when",
        example("kind", "cron", "expression", "0 30 2 ? * MON-FRI", "timeZone", "Europe/Berlin"));
  }

  private static Map<String, Object> schedule() {
    Map<String, Object> schedule = wanted();
    schedule.put("id", ID);
    schedule.put("enabled", true);
    schedule.put("overlap", "skip");
    schedule.put("missed", "once");
    schedule.put("nextDueAt", WHEN);
    return schedule;
  }
}
