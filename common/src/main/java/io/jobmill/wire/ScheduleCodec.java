// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.schedule.Schedule;
import io.jobmill.schedule.Schedule.Daily;
import io.jobmill.schedule.Schedule.Interval;
import io.jobmill.schedule.Schedule.Monthly;
import io.jobmill.schedule.Schedule.Once;
import io.jobmill.schedule.Schedule.Weekly;
import io.jobmill.schedule.ScheduleRecord;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** The JSON form of a {@link ScheduleRecord}. Thread-safe. */
public final class ScheduleCodec {

  private static final String SCHEDULE = "schedule";
  private static final String PROGRESS = "progress";

  private ScheduleCodec() {}

  public static byte[] encode(ScheduleRecord record) {
    return JsonOutput.write(
        json -> {
          if (record instanceof ScheduleRecord.Definition definition) {
            write(json, definition);
          } else {
            write(json, (ScheduleRecord.Progress) record);
          }
        });
  }

  /**
   * @throws UnreadableRecordException saying what is wrong with the record
   */
  public static ScheduleRecord decode(byte @Nullable [] record) {
    Draft draft = new Draft();
    JsonRecord.read(record, draft::read);
    return draft.build();
  }

  private static void write(JsonGenerator json, ScheduleRecord.Definition definition) {
    JsonOutput.text(json, "type", SCHEDULE);
    JsonOutput.text(json, "id", definition.id().toString());
    write(json, definition.schedule());
    JobRequestCodec.write(json, "request", definition.request());
    JsonOutput.text(json, "pool", definition.pool().name());
    JsonOutput.ifPresent(json, "agent", definition.agent());
    JsonOutput.text(json, "createdAt", definition.createdAt().toString());
  }

  private static void write(JsonGenerator json, ScheduleRecord.Progress progress) {
    JsonOutput.text(json, "type", PROGRESS);
    JsonOutput.text(json, "id", progress.id().toString());
    JsonOutput.text(json, "due", progress.due().toString());
    if (progress.asked()) {
      json.writeBooleanProperty("asked", true);
    }
    JsonOutput.ifPresent(json, "previous", progress.previous());
  }

  private static void write(JsonGenerator json, Schedule schedule) {
    if (schedule instanceof Interval interval) {
      JsonOutput.text(json, "kind", "interval");
      json.writeNumberProperty("minutes", interval.minutes());
    } else if (schedule instanceof Daily daily) {
      JsonOutput.text(json, "kind", "daily");
      JsonOutput.text(json, "time", daily.time().toString());
    } else if (schedule instanceof Weekly weekly) {
      JsonOutput.text(json, "kind", "weekly");
      json.writeArrayPropertyStart("days");
      weekly.numbers().forEach(json::writeNumber);
      json.writeEndArray();
      JsonOutput.text(json, "time", weekly.time().toString());
    } else if (schedule instanceof Monthly monthly) {
      JsonOutput.text(json, "kind", "monthly");
      json.writeNumberProperty("day", monthly.day());
      JsonOutput.text(json, "time", monthly.time().toString());
    } else {
      JsonOutput.text(json, "kind", "once");
      JsonOutput.text(json, "time", ((Once) schedule).time().toString());
    }
  }

  /** The fields met so far. */
  private static final class Draft {
    private @Nullable String type;
    private @Nullable JobId id;
    private @Nullable String kind;
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

    void read(String name, JsonParser value) {
      switch (name) {
        case "type" -> type = JsonRecord.text(name, value);
        case "id" -> id = JsonRecord.converted(name, value, JobId::of);
        case "kind" -> kind = JsonRecord.text(name, value);
        case "minutes" -> minutes = JsonRecord.integer(name, value);
        case "day" -> day = JsonRecord.integer(name, value);
        case "days" ->
            days = JsonRecord.list(name, value, item -> JsonRecord.integer("days", item));
        case "time" -> time = JsonRecord.instant(name, value);
        case "request" -> request = JobRequestCodec.read(name, value);
        case "pool" -> pool = JsonRecord.converted(name, value, Pool::new);
        case "agent" -> agent = JsonRecord.text(name, value);
        case "createdAt" -> createdAt = JsonRecord.instant(name, value);
        case "due" -> due = JsonRecord.instant(name, value);
        case "asked" -> asked = JsonRecord.flag(name, value);
        case "previous" -> previous = JsonRecord.converted(name, value, JobId::of);
        default -> value.skipChildren();
      }
    }

    ScheduleRecord build() {
      String what = JsonRecord.required("type", type);
      return switch (what) {
        case SCHEDULE ->
            new ScheduleRecord.Definition(
                JsonRecord.required("id", id),
                schedule(),
                JsonRecord.required("request", request),
                JsonRecord.required("pool", pool),
                agent,
                JsonRecord.required("createdAt", createdAt));
        case PROGRESS ->
            new ScheduleRecord.Progress(
                JsonRecord.required("id", id), JsonRecord.required("due", due), asked, previous);
        default -> throw JsonRecord.wrong("type", "schedule or progress");
      };
    }

    private Schedule schedule() {
      try {
        return switch (JsonRecord.required("kind", kind)) {
          case "interval" -> new Interval(JsonRecord.required("minutes", minutes));
          case "daily" -> new Daily(time());
          case "weekly" -> new Weekly(daysOfWeek(), time());
          case "monthly" -> new Monthly(JsonRecord.required("day", day), time());
          case "once" -> new Once(time());
          default ->
              throw JsonRecord.wrong("kind", "one of interval, daily, weekly, monthly and once");
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
  }
}
