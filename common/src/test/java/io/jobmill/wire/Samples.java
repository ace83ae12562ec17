// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.WEDNESDAY;

import io.jobmill.event.Command;
import io.jobmill.event.Envelope;
import io.jobmill.event.Host;
import io.jobmill.event.JobEvent;
import io.jobmill.event.LogChunk;
import io.jobmill.event.LogCount;
import io.jobmill.event.LogEntry;
import io.jobmill.event.LogLevel;
import io.jobmill.event.Origin;
import io.jobmill.event.Outcome;
import io.jobmill.event.Progress;
import io.jobmill.event.ResultText;
import io.jobmill.event.WorkerCommand;
import io.jobmill.event.WorkerRecord;
import io.jobmill.event.WorkerState;
import io.jobmill.job.Claim;
import io.jobmill.job.ExpectedWorker;
import io.jobmill.job.JobId;
import io.jobmill.job.JobQueue;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobTimes;
import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.job.Priority;
import io.jobmill.job.QueuePoint;
import io.jobmill.job.RetryDelays;
import io.jobmill.job.RetryPolicy;
import io.jobmill.job.RunLimits;
import io.jobmill.job.Since;
import io.jobmill.job.Target;
import io.jobmill.job.TimeLimit;
import io.jobmill.job.Trace;
import io.jobmill.job.Value;
import io.jobmill.schedule.Cron;
import io.jobmill.schedule.Missed;
import io.jobmill.schedule.Overlap;
import io.jobmill.schedule.Schedule;
import io.jobmill.schedule.Schedule.Daily;
import io.jobmill.schedule.Schedule.Interval;
import io.jobmill.schedule.Schedule.Monthly;
import io.jobmill.schedule.Schedule.Once;
import io.jobmill.schedule.Schedule.Weekly;
import io.jobmill.schedule.ScheduleRecord;
import io.jobmill.template.Concurrency;
import io.jobmill.template.JobLimits;
import io.jobmill.template.LimitPolicy;
import io.jobmill.template.Rate;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateRecord;
import io.jobmill.template.Variable;
import io.jobmill.template.VariableType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One record of every kind, every field filled; {@code golden/} holds how they are written. */
final class Samples {

  static final JobId JOB = JobId.of("019ca945-0a7b-7c3d-9e5f-0123456789ab");
  static final JobId SERIES = JobId.of("019ca945-0a00-7000-8000-0123456789ab");

  private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");
  private static final Pool POOL = Pool.DEFAULT;
  private static final QueuePoint POINT = new QueuePoint(POOL, 0, 4711);
  private static final Claim CLAIM = new Claim(POOL, 0, 4711, 2);
  private static final Origin WORKER =
      new Origin("6d1f2a34-5b6c-4d7e-8f90-a1b2c3d4e5f6", "019ca944-0000-7000-8000-000000000001");
  private static final Origin PROJECTOR =
      new Origin("projector-1", "019ca944-0000-7000-8000-000000000002");
  private static final Origin GATEWAY =
      new Origin("gateway-1", "019ca944-0000-7000-8000-000000000003");
  private static final RetryDelays DELAYS =
      new RetryDelays(Duration.ofSeconds(10), 2.5, Duration.ofMinutes(30), 0.25);
  private static final LogCount LOG = new LogCount(1207, 2);

  private Samples() {}

  static Map<String, Object> all() {
    Map<String, Object> samples = new LinkedHashMap<>();
    samples.put("job-request", request());
    samples.put("job-request-operation", operationRequest());
    samples.put(
        "job-request-submission",
        JobRequest.forTemplate("ablast").withId(JOB).forQueue(new JobQueue(POOL, Priority.LOW)));
    samples.put("job-request-broadcast", broadcastRequest());
    samples.put(
        "event-received",
        new JobEvent.Received(said(PROJECTOR), request(), POINT, AT.minusMillis(2)));
    samples.put(
        "event-received-high",
        new JobEvent.Received(
            said(PROJECTOR),
            JobRequest.forTemplate("ablast").withId(JOB),
            new QueuePoint(new JobQueue(POOL, Priority.HIGH), 0, 4711),
            AT.minusMillis(2)));
    samples.put(
        "event-rejected",
        new JobEvent.Rejected(said(WORKER), request(), CLAIM, "unknown template 'ablast'"));
    samples.put(
        "event-deferred",
        new JobEvent.Deferred(
            said(WORKER), request(), CLAIM, AT.plusSeconds(3600), "not before the time asked for"));
    samples.put(
        "event-deferred-limit",
        new JobEvent.Deferred(
            said(WORKER),
            JobRequest.forTemplate("ablast").withId(JOB),
            CLAIM,
            null,
            "waits to be let through",
            "ablast/Region=eu"));
    samples.put(
        "event-started",
        new JobEvent.Started(
            said(WORKER),
            request(),
            CLAIM,
            "web-01",
            new RunLimits(Duration.ofMinutes(5), 3, DELAYS)));
    samples.put(
        "event-unclaimed",
        new JobEvent.Unclaimed(said(WORKER), CLAIM, "the claim was not confirmed"));
    samples.put(
        "event-progressed",
        new JobEvent.Progressed(said(WORKER), CLAIM, new Progress(40, "copying 4 of 10 disks")));
    samples.put(
        "event-succeeded",
        ended(Outcome.SUCCEEDED, true, new ResultText("{\"patched\":12}", false), null, 0));
    samples.put(
        "event-warning",
        ended(Outcome.WARNING, false, new ResultText("x", true), "the result was cut", 3));
    samples.put("event-failed", failed());
    samples.put(
        "event-handed-back",
        new JobEvent.HandedBack(said(WORKER), CLAIM, "the worker is stopping", LOG));
    samples.put(
        "event-lost", new JobEvent.Lost(said(PROJECTOR), CLAIM, "the worker has gone silent"));
    samples.put(
        "event-cancel-requested",
        new JobEvent.CancelRequested(said(GATEWAY), "key:deploys", "wrong server"));
    samples.put(
        "event-cancelled",
        new JobEvent.Cancelled(said(WORKER), CLAIM, "stopped: the job was cancelled", LOG));
    samples.put(
        "event-cancelled-by-upkeep",
        new JobEvent.Cancelled(
            said(PROJECTOR), null, "no worker answered within 30 s", LogCount.NONE));
    samples.put(
        "event-expired",
        new JobEvent.Expired(
            said(WORKER),
            request(),
            CLAIM,
            TimeLimit.QUEUE,
            "queue timeout: no worker started it within 1h"));
    samples.put(
        "event-expired-by-upkeep",
        new JobEvent.Expired(
            said(PROJECTOR),
            null,
            null,
            TimeLimit.TOTAL,
            "total timeout: the job was not done within 10m"));
    samples.put("event-deleted", new JobEvent.Deleted(said(GATEWAY), "key:deploys"));
    samples.put(
        "event-acknowledged",
        new JobEvent.Acknowledged(
            said(GATEWAY), List.of(10_846_183_424L, 10_846_183_425L), "key:deploys"));
    samples.put("event-retried", new JobEvent.Retried(said(GATEWAY), SERIES, "key:deploys"));
    samples.put(
        "event-unanswered",
        new JobEvent.Unanswered(
            said(PROJECTOR),
            new Claim(POOL, 0, 4711, 1, 2),
            "web-02",
            "timeout: agent did not respond"));
    samples.put("log-chunk", logChunk());
    samples.put(
        "log-chunk-part",
        new LogChunk(
            JOB, 2, WORKER, 4711, 0, 1, List.of(new LogEntry(LogLevel.INFO, AT, "patched")), 2));
    samples.put("heartbeat", heartbeat());
    samples.put("tick", new WorkerRecord.Tick(PROJECTOR, 99, AT));
    samples.put("command", new Command(JOB, 3, POINT, 1));
    samples.put("command-asked-again", new Command(JOB, 3, POINT, 2));
    samples.put("worker-command", new WorkerCommand(WORKER.id(), true));
    samples.put("command-cancel", Command.cancel(JOB));
    samples.put("template", template());
    samples.put("schedule-weekly", schedule(new Weekly(Set.of(MONDAY, WEDNESDAY), AT)));
    samples.put("schedule-monthly", schedule(new Monthly(31, AT)));
    samples.put("schedule-daily", schedule(new Daily(AT)));
    samples.put("schedule-interval", schedule(new Interval(30)));
    samples.put("schedule-once", schedule(new Once(AT)));
    samples.put("schedule-cron", named());
    samples.put(
        "schedule-progress", new ScheduleRecord.Progress(SERIES, AT, true, JOB, null, null));
    samples.put(
        "schedule-progress-changed",
        new ScheduleRecord.Progress(
            SERIES, AT.plusSeconds(60), false, JOB, AT, "5f0c2f3e-6f0e-4c53-9a55-3b0f1c9d2e10"));
    samples.put(
        "schedule-appointment",
        new ScheduleRecord.Appointment(
            JOB, JobRequest.forTemplate("ablast").withId(JOB), POOL, AT.plusSeconds(8_640_000)));
    return samples;
  }

  private static JobRequest request() {
    Map<String, Value> variables = new LinkedHashMap<>();
    variables.put("TargetServer", Value.of("ABLSV1"));
    variables.put("Region", Value.ofList(List.of("eu", "us")));
    return new JobRequest(
        JOB,
        "ablast",
        variables,
        null,
        new Target("group:web"),
        AT.plusSeconds(3600),
        2,
        3,
        1,
        "key:deploys",
        AT.minusMillis(5),
        SERIES,
        17L,
        Map.of("Password", "v1.00000000.bm9uY2U.c2VhbGVk"),
        "I_30",
        null,
        null,
        List.of(),
        null,
        "Zm9yIGNvbXBhcmlzb24gb25seQ",
        new Since(AT.minusSeconds(60), AT.minusSeconds(30)),
        new Trace("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "congo=t61rcWkgMzE"),
        "ablast/Region=eu,us");
  }

  private static ScheduleRecord schedule(Schedule schedule) {
    JobRequest job =
        JobRequest.forTemplate("ablast")
            .withVariables(
                Map.of("TargetServer", Value.of("ABLSV1")),
                Map.of("Password", "v1.00000000.bm9uY2U.c2VhbGVk"))
            .submitted("deploys", AT);
    return new ScheduleRecord.Definition(SERIES, schedule, job, POOL, WORKER.id(), AT);
  }

  private static ScheduleRecord named() {
    return new ScheduleRecord.Definition(
        SERIES,
        "Nightly patches",
        new Cron("0 30 2 ? * MON-FRI", ZoneId.of("Europe/Berlin")),
        new ScheduleRecord.Rules(Overlap.QUEUE, Missed.SKIP),
        JobRequest.forTemplate("ablast").withTarget(new Target("group:web")),
        POOL,
        null,
        AT,
        new ScheduleRecord.Standing(
            "5f0c2f3e-6f0e-4c53-9a55-3b0f1c9d2e10", true, AT.plusSeconds(60), AT.plusSeconds(90)));
  }

  private static JobRequest operationRequest() {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("script", "echo \"Grüße 😀\"");
    data.put("warningExitCodes", List.of(3L, 4L));
    data.put("ratio", new BigDecimal("0.25"));
    data.put("deep", Map.of("list", Arrays.asList(true, null, "x")));
    return JobRequest.forOperation(new Operation("shell", data)).withId(JOB);
  }

  private static JobRequest broadcastRequest() {
    return JobRequest.forTemplate("ablast")
        .withId(JOB)
        .withTarget(Target.ALL)
        .expecting(
            POOL,
            List.of(
                new ExpectedWorker(WORKER.id(), "web-01"),
                new ExpectedWorker("0b7c1d2e-3f40-4a5b-8c6d-7e8f90a1b2c3", "web-02")),
            AT.plusSeconds(300));
  }

  private static Envelope said(Origin origin) {
    return new Envelope(JOB, 2, 3, origin, 1042, AT);
  }

  private static JobEvent.Ended ended(
      Outcome outcome,
      @Nullable Boolean changed,
      @Nullable ResultText result,
      @Nullable String message,
      int exitCode) {
    return new JobEvent.Ended(
        said(WORKER), CLAIM, outcome, changed, result, message, exitCode, LOG);
  }

  private static JobEvent.Ended failed() {
    return new JobEvent.Ended(
        said(WORKER),
        CLAIM,
        Outcome.FAILED,
        null,
        null,
        "exit status 2",
        2,
        LOG,
        Duration.ofMillis(8500));
  }

  private static LogChunk logChunk() {
    return new LogChunk(
        JOB,
        2,
        WORKER,
        4711,
        1,
        1001,
        List.of(
            new LogEntry(LogLevel.INFO, AT, "patching ABLSV1"),
            new LogEntry(LogLevel.WARN, AT.plusMillis(1), "reboot needed\nsecond line")));
  }

  private static WorkerRecord.Heartbeat heartbeat() {
    return new WorkerRecord.Heartbeat(
        WORKER,
        17,
        Duration.ofSeconds(2),
        "web-01",
        List.of(POOL, new Pool("gpu-2")),
        Map.of("group", "web.eu"),
        32,
        WorkerState.READY,
        List.of("http", "shell"),
        List.of(new WorkerRecord.Running(JOB, 2, 3), new WorkerRecord.Running(SERIES, 1, 1)),
        new Host(
            AT.minusSeconds(3_600),
            Duration.ofDays(3),
            "Debian GNU/Linux",
            "12",
            "6.1.0-18-amd64",
            "amd64",
            2,
            8_000_000_000L,
            2_000_000_000L,
            List.of(0.52, 0.58, 0.59)),
        AT);
  }

  private static TemplateRecord template() {
    Variable server =
        new Variable("TargetServer", VariableType.TEXT, true, null, List.of(), false, false, false);
    Variable region =
        new Variable(
            "Region",
            VariableType.LIST,
            false,
            Value.ofList(List.of("eu")),
            List.of("eu", "us"),
            true,
            true,
            false);
    Variable verbose =
        new Variable(
            "Verbose",
            VariableType.CHECKBOX,
            false,
            Value.of("False"),
            List.of(),
            false,
            false,
            false);
    Variable password =
        new Variable("Password", VariableType.TEXT, false, null, List.of(), false, false, true);
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("interpreter", "bash");
    data.put("script", "echo \"patching $TargetServer\"\n");
    return new TemplateRecord(
        new Template(
            "ablast",
            "Patches a server and tells somebody",
            POOL,
            Target.ANY,
            Duration.ofMinutes(5),
            true,
            "deploys",
            true,
            true,
            List.of(server, verbose, region, password),
            new Operation("shell", data),
            new JobTimes(Duration.ofHours(6), Duration.ofDays(1)),
            new RetryPolicy(5, DELAYS, List.of("2", "64-78", "timeout")),
            new JobLimits(
                new Concurrency(2, List.of("Region"), LimitPolicy.REFUSE),
                new Rate(10, Duration.ofMinutes(1))),
            Priority.HIGH),
        io.jobmill.template.Origin.FILE,
        "samples/ablast.yaml",
        "gateway-1");
  }
}
