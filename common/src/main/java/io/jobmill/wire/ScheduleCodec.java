// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import io.jobmill.schedule.Cron;
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
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The JSON form of a {@link ScheduleRecord}. Thread-safe. */
public final class ScheduleCodec {

  static final String SCHEDULE = "schedule";
  static final String PROGRESS = "progress";
  static final String APPOINTMENT = "appointment";
  static final String OVERLAP = "overlap";
  static final String MISSED = "missed";
  static final String REVISION = "revision";

  private ScheduleCodec() {}

  public static byte[] encode(ScheduleRecord record) {
    return JsonOutput.write(
        json -> {
          if (record instanceof Definition definition) {
            write(json, definition);
          } else if (record instanceof Appointment appointment) {
            write(json, appointment);
          } else {
            write(json, (Progress) record);
          }
        });
  }

  /**
   * @throws UnreadableRecordException saying what is wrong with the record
   */
  public static ScheduleRecord decode(byte @Nullable [] record) {
    ScheduleDraft draft = new ScheduleDraft();
    JsonRecord.read(record, draft::read);
    return draft.build();
  }

  private static void write(JsonGenerator json, Definition definition) {
    JsonOutput.text(json, "type", SCHEDULE);
    JsonOutput.text(json, "id", definition.id().toString());
    JsonOutput.ifPresent(json, "name", definition.name());
    write(json, definition.schedule());
    write(json, definition.rules());
    JobRequestCodec.write(json, "request", definition.request());
    JsonOutput.text(json, "pool", definition.pool().name());
    JsonOutput.ifPresent(json, "agent", definition.agent());
    JsonOutput.text(json, "createdAt", definition.createdAt().toString());
    Standing standing = definition.standing();
    if (!standing.since().equals(definition.createdAt())) {
      JsonOutput.text(json, "since", standing.since().toString());
    }
    if (!standing.changedAt().equals(standing.since())) {
      JsonOutput.text(json, "changedAt", standing.changedAt().toString());
    }
    if (standing.paused()) {
      json.writeBooleanProperty("paused", true);
    }
    JsonOutput.ifPresent(json, REVISION, standing.revision());
  }

  /** The usual ones are left out. */
  private static void write(JsonGenerator json, Rules rules) {
    if (rules.overlap() != Rules.USUAL.overlap()) {
      JsonOutput.text(json, OVERLAP, rules.overlap().word());
    }
    if (rules.missed() != Rules.USUAL.missed()) {
      JsonOutput.text(json, MISSED, rules.missed().word());
    }
  }

  private static void write(JsonGenerator json, Appointment appointment) {
    JsonOutput.text(json, "type", APPOINTMENT);
    JsonOutput.text(json, "id", appointment.id().toString());
    JobRequestCodec.write(json, "request", appointment.request());
    JsonOutput.text(json, "pool", appointment.pool().name());
    JsonOutput.text(json, "due", appointment.due().toString());
  }

  private static void write(JsonGenerator json, Progress progress) {
    JsonOutput.text(json, "type", PROGRESS);
    JsonOutput.text(json, "id", progress.id().toString());
    JsonOutput.text(json, "due", progress.due().toString());
    if (progress.asked()) {
      json.writeBooleanProperty("asked", true);
    }
    JsonOutput.ifPresent(json, "previous", progress.previous());
    JsonOutput.ifPresent(json, "last", progress.last());
    JsonOutput.ifPresent(json, REVISION, progress.revision());
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
    } else if (schedule instanceof Cron cron) {
      JsonOutput.text(json, "kind", "cron");
      JsonOutput.text(json, "expression", cron.expression());
      JsonOutput.text(json, "timeZone", cron.timeZone().getId());
    } else {
      JsonOutput.text(json, "kind", "once");
      JsonOutput.text(json, "time", ((Once) schedule).time().toString());
    }
  }
}
