// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import static io.jobmill.wire.ScheduleCodec.APPOINTMENT;
import static io.jobmill.wire.ScheduleCodec.MISSED;
import static io.jobmill.wire.ScheduleCodec.OVERLAP;
import static io.jobmill.wire.ScheduleCodec.PROGRESS;
import static io.jobmill.wire.ScheduleCodec.REVISION;
import static io.jobmill.wire.ScheduleCodec.SCHEDULE;

import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.OneLine;
import io.jobmill.job.Pool;
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
import io.jobmill.schedule.ScheduleRecord.Appointment;
import io.jobmill.schedule.ScheduleRecord.Definition;
import io.jobmill.schedule.ScheduleRecord.Progress;
import io.jobmill.schedule.ScheduleRecord.Rules;
import io.jobmill.schedule.ScheduleRecord.Standing;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** A record of the schedules topic while it is being read: the fields met so far. */
final class ScheduleDraft {

  private @Nullable String type;
  private @Nullable JobId id;
  private @Nullable String name;
  private @Nullable String kind;
  private @Nullable String expression;
  private @Nullable ZoneId timeZone;
  private Overlap overlap = Rules.USUAL.overlap();
  private Missed missed = Rules.USUAL.missed();
  private @Nullable Integer minutes;
  private @Nullable Integer day;
  private List<Integer> days = List.of();
  private @Nullable Instant time;
  private @Nullable JobRequest request;
  private @Nullable Pool pool;
  private @Nullable String agent;
  private @Nullable Instant createdAt;
  private @Nullable Instant due;
  private boolean asked;
  private @Nullable JobId previous;
  private @Nullable Instant last;
  private @Nullable Instant since;
  private @Nullable Instant changedAt;
  private boolean paused;
  private @Nullable String revision;

  void read(String field, JsonParser value) {
    switch (field) {
      case "name" -> name = JsonRecord.text(field, value);
      case "expression" -> expression = JsonRecord.text(field, value);
      case "timeZone" -> timeZone = JsonRecord.converted(field, value, ScheduleDraft::zone);
      case OVERLAP -> overlap = word(field, value, Overlap::ofWord);
      case MISSED -> missed = word(field, value, Missed::ofWord);
      case "last" -> last = JsonRecord.instant(field, value);
      case "since" -> since = JsonRecord.instant(field, value);
      case "changedAt" -> changedAt = JsonRecord.instant(field, value);
      case "paused" -> paused = JsonRecord.flag(field, value);
      case REVISION -> revision = JsonRecord.text(field, value);
      case "type" -> type = JsonRecord.text(field, value);
      case "id" -> id = JsonRecord.converted(field, value, JobId::of);
      case "kind" -> kind = JsonRecord.text(field, value);
      case "minutes" -> minutes = JsonRecord.integer(field, value);
      case "day" -> day = JsonRecord.integer(field, value);
      case "days" -> days = JsonRecord.list(field, value, item -> JsonRecord.integer("days", item));
      case "time" -> time = JsonRecord.instant(field, value);
      case "request" -> request = JobRequestCodec.read(field, value);
      case "pool" -> pool = JsonRecord.converted(field, value, Pool::new);
      case "agent" -> agent = JsonRecord.text(field, value);
      case "createdAt" -> createdAt = JsonRecord.instant(field, value);
      case "due" -> due = JsonRecord.instant(field, value);
      case "asked" -> asked = JsonRecord.flag(field, value);
      case "previous" -> previous = JsonRecord.converted(field, value, JobId::of);
      default -> value.skipChildren();
    }
  }

  ScheduleRecord build() {
    String what = JsonRecord.required("type", type);
    return switch (what) {
      case SCHEDULE -> definition();
      case PROGRESS ->
          new Progress(
              JsonRecord.required("id", id),
              JsonRecord.required("due", due),
              asked,
              previous,
              last,
              revision);
      case APPOINTMENT ->
          new Appointment(
              JsonRecord.required("id", id),
              JsonRecord.required("request", request),
              JsonRecord.required("pool", pool),
              JsonRecord.required("due", due));
      default -> throw JsonRecord.wrong("type", "one of schedule, progress and appointment");
    };
  }

  private Definition definition() {
    Instant created = JsonRecord.required("createdAt", createdAt);
    return new Definition(
        JsonRecord.required("id", id),
        name,
        schedule(),
        new Rules(overlap, missed),
        JsonRecord.required("request", request),
        JsonRecord.required("pool", pool),
        agent,
        created,
        standing(since == null ? created : since));
  }

  private Standing standing(Instant begin) {
    return new Standing(revision, paused, begin, changedAt == null ? begin : changedAt);
  }

  private Schedule schedule() {
    try {
      return switch (JsonRecord.required("kind", kind)) {
        case "interval" -> new Interval(JsonRecord.required("minutes", minutes));
        case "daily" -> new Daily(time());
        case "weekly" -> new Weekly(daysOfWeek(), time());
        case "monthly" -> new Monthly(JsonRecord.required("day", day), time());
        case "once" -> new Once(time());
        case "cron" ->
            new Cron(
                JsonRecord.required("expression", expression),
                JsonRecord.required("timeZone", timeZone));
        default ->
            throw JsonRecord.wrong(
                "kind", "one of cron, interval, daily, weekly, monthly and once");
      };
    } catch (IllegalArgumentException e) {
      throw new UnreadableRecordException("field 'kind': " + e.getMessage());
    }
  }

  private Instant time() {
    return JsonRecord.required("time", time);
  }

  private Set<DayOfWeek> daysOfWeek() {
    return days.stream().map(Weekly::day).collect(Collectors.toSet());
  }

  private static ZoneId zone(String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("there is no time zone " + OneLine.quoted(id), e);
    }
  }

  private static <T> T word(String field, JsonParser value, Function<String, Optional<T>> meaning) {
    String word = JsonRecord.text(field, value);
    return meaning.apply(word).orElseThrow(() -> JsonRecord.wrong(field, "a word that is known"));
  }
}
