// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import static io.jobmill.gateway.openapi.Shapes.anyNumber;
import static io.jobmill.gateway.openapi.Shapes.anything;
import static io.jobmill.gateway.openapi.Shapes.count;
import static io.jobmill.gateway.openapi.Shapes.flag;
import static io.jobmill.gateway.openapi.Shapes.instant;
import static io.jobmill.gateway.openapi.Shapes.list;
import static io.jobmill.gateway.openapi.Shapes.map;
import static io.jobmill.gateway.openapi.Shapes.number;
import static io.jobmill.gateway.openapi.Shapes.object;
import static io.jobmill.gateway.openapi.Shapes.text;
import static io.jobmill.gateway.openapi.Shapes.uuid;
import static io.jobmill.gateway.openapi.Shapes.word;

import io.jobmill.event.LogLevel;
import io.jobmill.event.WorkerState;
import io.jobmill.gateway.audit.AuditOutcome;
import io.jobmill.gateway.openapi.Shapes;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Priority;
import io.jobmill.view.RunStatus;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The JSON that this API takes and answers, field by field. */
final class ApiShapes {

  private ApiShapes() {}

  /** Each by its name. */
  static Map<String, Schema<?>> all() {
    Map<String, Schema<?>> all = new LinkedHashMap<>();
    all.put("NewJob", newJob());
    all.put("Job", job());
    all.put("JobEvent", event());
    all.put("Run", run());
    all.put("LogLine", logLine());
    all.put("Template", DefinitionShapes.template(false));
    all.put("StoredTemplate", DefinitionShapes.template(true));
    all.put("NewKey", DefinitionShapes.newKey());
    all.put("Key", DefinitionShapes.key().shape());
    all.put(
        "MadeKey", DefinitionShapes.key().with("key", text("shown here and never again")).shape());
    all.putAll(ScheduleOperations.shapes());
    all.put("Worker", worker());
    all.put("Pool", pool());
    all.put("DeadLetter", deadLetter());
    all.put("AuditEntry", auditEntry());
    return all;
  }

  static Schema<?> page(String item) {
    return pageOf(item).shape();
  }

  static Shapes.Fields pageOf(String item) {
    return object()
        .with("items", list(Shapes.named(item)))
        .maybe("nextCursor", text("for the next page; absent on the last"));
  }

  static Schema<?> problem() {
    return object()
        .with("title", text("the status in words"))
        .with("status", number(400, 599))
        .with("detail", text("what is wrong, in one line"))
        .maybe("problems", list(text()).description("where several things are wrong, each"))
        .shape();
  }

  static <E extends Enum<E>> Schema<?> words(E[] values, Function<E, String> word) {
    return word(Arrays.stream(values).map(word).toList());
  }

  static Schema<?> status() {
    return words(JobStatus.values(), JobStatus::word);
  }

  private static Schema<?> newJob() {
    Schema<?> scalar = Shapes.any(text(), anyNumber(), flag());
    return object()
        .with("template", text("name of the template, in any case"))
        .maybe(
            "variables",
            map(Shapes.any(scalar, list(scalar), Shapes.nothing()))
                .description("values, or lists of them where the template takes several"))
        .maybe("target", text("`_any`, `_all`, a hostname, or `key:value`"))
        .maybe("runAt", instant("not before then"))
        .shape();
  }

  private static Schema<?> job() {
    return object()
        .with("id", uuid("also its token"))
        .with("status", status())
        .maybe("template", text("name of the template"))
        .maybe("result", anything("JSON where the job left an object or list, else its text"))
        .maybe("resultTruncated", flag().description("true where only the first part was kept"))
        .maybe("changed", flag().description("whether the job changed anything"))
        .maybe("error", text("why it did not succeed"))
        .maybe("message", text("what else there is to say"))
        .maybe("exhausted", flag().description("true where no attempt is left"))
        .maybe("progress", progress().description("the run that has the attempt, or had it last"))
        .maybe(
            "cancelRequested",
            object()
                .with("by", text("who asked"))
                .with("at", instant("when"))
                .maybe("reason", text("why"))
                .about("that it is to end"))
        .maybe("pool", text("whose workers run it"))
        .maybe("priority", words(Priority.values(), Priority::word).description("of its queue"))
        .maybe("attempt", count().description("the last one there is"))
        .maybe("submittedBy", text("the key or token; absent for nobody"))
        .maybe("submittedAt", instant("when it was queued"))
        .maybe("traceId", text("what it is part of, as W3C Trace Context has it"))
        .maybe("runAt", instant("not before then"))
        .maybe("retryAt", instant("when the next attempt is asked for"))
        .maybe("startedAt", instant("the first attempt"))
        .maybe("endedAt", instant("when it had its end"))
        .maybe("variables", map(Shapes.any(text(), list(text()))).description("secrets masked"))
        .about("What is not known, or not for the caller, is left out.");
  }

  private static Schema<?> event() {
    return object()
        .with("at", instant("by the broker's clock"))
        .with("type", text("what happened"))
        .with("attempt", count())
        .with("by", text("the process that said so"))
        .maybe("message", text("what there is to say"))
        .maybe("late", flag().description("true where it came too late to change anything"))
        .shape();
  }

  private static Schema<?> run() {
    return object()
        .with("historyId", count())
        .with("attempt", count())
        .with("status", words(RunStatus.values(), RunStatus::word))
        .with("worker", text("id of the worker"))
        .with("hostname", text())
        .with("startedAt", instant("when it began"))
        .maybe("endedAt", instant("when it ended"))
        .maybe("changed", flag())
        .maybe("message", text("how it ended"))
        .maybe("exitCode", Shapes.integer())
        .maybe("progress", progress().description("its last word on that"))
        .shape();
  }

  private static Schema<?> progress() {
    return object()
        .maybe("percent", number(0, 100))
        .maybe("text", text("what it is doing"))
        .with("at", instant("when it said so"))
        .shape();
  }

  private static Schema<?> logLine() {
    return object()
        .with("level", words(LogLevel.values(), LogLevel::name))
        .with("time", instant("on the worker"))
        .with("attempt", count())
        .with("worker", text("its hostname"))
        .with("message", text())
        .shape();
  }

  private static Schema<?> worker() {
    return object()
        .with("id", text())
        .with("hostname", text())
        .with("state", words(WorkerState.values(), WorkerState::word))
        .with("alive", flag().description("whether its heartbeats come"))
        .with("pools", list(text()))
        .with("labels", map(text()))
        .with("operations", list(text()))
        .with("slots", count())
        .with("busy", count())
        .with("incarnation", text("another one after each start"))
        .with("firstSeen", instant("of this incarnation"))
        .with("lastSeen", instant("its last heartbeat"))
        .maybe(
            "attempts",
            list(object().with("job", uuid("its id")).with("attempt", count()).shape())
                .description("only for callers that may read every job"))
        .maybe("host", host())
        .shape();
  }

  private static Schema<?> host() {
    return object()
        .with("startedAt", instant("when the worker's process started, by its clock"))
        .maybe("upSeconds", count())
        .with("distribution", text())
        .with("version", text("of the distribution"))
        .with("kernel", text())
        .with("architecture", text())
        .with("cpus", count())
        .with("memoryTotal", number(0, Long.MAX_VALUE).description("bytes"))
        .with("memoryFree", number(0, Long.MAX_VALUE).description("bytes"))
        .with(
            "load",
            list(anyNumber())
                .description("of the last one, five and fifteen minutes; empty where unknown"))
        .shape();
  }

  private static Schema<?> pool() {
    return object()
        .with("name", text())
        .with("templates", count())
        .with("workers", count().description("alive"))
        .with("slots", count())
        .with("busy", count())
        .shape();
  }

  private static Schema<?> deadLetter() {
    return object()
        .with("at", instant("when it was put aside"))
        .maybe("topic", text())
        .maybe("partition", count())
        .maybe("offset", count())
        .maybe("reason", text("why nobody could read it"))
        .maybe("key", text())
        .maybe("value", text("its beginning"))
        .maybe("valueBytes", count())
        .shape();
  }

  private static Schema<?> auditEntry() {
    return object()
        .with("at", instant("by the broker's clock"))
        .with("by", text("name of the key, or who"))
        .with("action", text("a noun and a verb: `job.cancel`"))
        .with("subject", text("a job id, a name"))
        .with("dialect", text("by which API"))
        .with("source", text("from which address"))
        .with("outcome", word(List.copyOf(outcomes())))
        .maybe("detail", text("why not, or what more there is to say"))
        .shape();
  }

  static List<String> outcomes() {
    return Arrays.stream(AuditOutcome.values()).map(AuditOutcome::word).toList();
  }
}
