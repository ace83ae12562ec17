// SPDX-License-Identifier: Apache-2.0
package io.jobmill.store;

import io.jobmill.event.LogCount;
import io.jobmill.event.Origin;
import io.jobmill.event.Progress;
import io.jobmill.job.Claim;
import io.jobmill.job.JobQueue;
import io.jobmill.job.Pool;
import io.jobmill.job.Priority;
import io.jobmill.view.Run;
import io.jobmill.view.RunProgress;
import io.jobmill.view.RunStatus;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a {@link Run}, both where it is embedded in a view and where it is a row of
 * history.
 */
final class RunDraft {

  private long historyId;
  private int attempt = 1;
  private int ask = 1;
  private String worker = "";
  private String incarnation = "";
  private String hostname = "";
  private Pool pool = Pool.DEFAULT;
  private Priority priority = Priority.NORMAL;
  private int queuePartition;
  private long queueOffset;
  private int delivery = 1;
  private int part;
  private RunStatus status = RunStatus.RUNNING;
  private @Nullable Instant startedAt;
  private @Nullable Instant endedAt;
  private @Nullable Boolean changed;
  private @Nullable String message;
  private @Nullable Integer exitCode;
  private boolean result;
  private long logEntries = -1;
  private int logChunks;
  private @Nullable RunProgress progress;
  private boolean retrying;
  private boolean acknowledged;
  private long applied;

  static Run read(BsonReader reader) {
    RunDraft draft = new RunDraft();
    Bson.document(reader, name -> draft.readField(name, reader));
    return draft.build();
  }

  static void writeDocument(BsonWriter writer, Run run) {
    writer.writeStartDocument();
    writer.writeInt64("historyId", run.historyId());
    writeFields(writer, run);
    writer.writeEndDocument();
  }

  /** Everything but the id, which a row of history has under another name. */
  static void writeFields(BsonWriter writer, Run run) {
    writer.writeInt32("attempt", run.attempt());
    writer.writeInt32("ask", run.ask());
    writer.writeString(Fields.WORKER, run.worker().id());
    writer.writeString("incarnation", run.worker().incarnation());
    writer.writeString(Fields.HOSTNAME, run.hostname());
    writer.writeString(Fields.POOL, run.claim().pool().name());
    JobQueues.writePriority(writer, run.claim().queue());
    writer.writeInt32("queuePartition", run.claim().partition());
    writer.writeInt64("queueOffset", run.claim().offset());
    writer.writeInt32("delivery", run.claim().delivery());
    if (run.claim().part() != 0) {
      writer.writeInt32("part", run.claim().part());
    }
    writer.writeString(Fields.STATUS, run.status().word());
    Bson.write(writer, Fields.STARTED_AT, run.startedAt());
    Bson.write(writer, Fields.ENDED_AT, run.endedAt());
    Bson.write(writer, "changed", run.changed());
    Bson.write(writer, Fields.MESSAGE, run.message());
    Integer exit = run.exitCode();
    if (exit != null) {
      writer.writeInt32("exitCode", exit);
    }
    if (run.result()) {
      writer.writeBoolean("result", true);
    }
    LogCount log = run.log();
    if (log != null) {
      writer.writeInt64("logEntries", log.entries());
      writer.writeInt32("logChunks", log.chunks());
    }
    RunProgress progress = run.progress();
    if (progress != null) {
      writer.writeName("progress");
      write(writer, progress);
    }
    if (run.retrying()) {
      writer.writeBoolean(Fields.RETRYING, true);
    }
    if (run.acknowledged()) {
      writer.writeBoolean(Fields.ACKNOWLEDGED, true);
    }
    writer.writeInt64(Fields.APPLIED, run.applied());
  }

  void readField(String name, BsonReader reader) {
    switch (name) {
      case "historyId", Fields.ID -> historyId = Bson.number(reader);
      case "attempt" -> attempt = (int) Bson.number(reader);
      case "ask" -> ask = (int) Bson.number(reader);
      case Fields.WORKER -> worker = reader.readString();
      case "incarnation" -> incarnation = reader.readString();
      case Fields.HOSTNAME -> hostname = reader.readString();
      case Fields.POOL -> pool = new Pool(reader.readString());
      case Fields.PRIORITY -> priority = Priority.ofWord(reader.readString());
      case "queuePartition" -> queuePartition = (int) Bson.number(reader);
      case "queueOffset" -> queueOffset = Bson.number(reader);
      case "delivery" -> delivery = (int) Bson.number(reader);
      case "part" -> part = (int) Bson.number(reader);
      case Fields.STATUS ->
          status = RunStatus.valueOf(reader.readString().toUpperCase(Locale.ROOT));
      case Fields.STARTED_AT -> startedAt = Bson.instant(reader);
      case Fields.ENDED_AT -> endedAt = Bson.instant(reader);
      case "changed" -> changed = reader.readBoolean();
      case Fields.MESSAGE -> message = reader.readString();
      case "exitCode" -> exitCode = (int) Bson.number(reader);
      case "result" -> result = reader.readBoolean();
      case "logEntries" -> logEntries = Bson.number(reader);
      case "logChunks" -> logChunks = (int) Bson.number(reader);
      case "progress" -> progress = readProgress(reader);
      case Fields.RETRYING -> retrying = reader.readBoolean();
      case Fields.ACKNOWLEDGED -> acknowledged = reader.readBoolean();
      case Fields.APPLIED -> applied = Bson.number(reader);
      default -> reader.skipValue();
    }
  }

  private static void write(BsonWriter writer, RunProgress progress) {
    writer.writeStartDocument();
    Integer percent = progress.progress().percent();
    if (percent != null) {
      writer.writeInt32("percent", percent);
    }
    Bson.write(writer, "text", progress.progress().text());
    Bson.write(writer, "at", progress.at());
    writer.writeInt64("seq", progress.seq());
    writer.writeEndDocument();
  }

  private static RunProgress readProgress(BsonReader reader) {
    ProgressDraft draft = new ProgressDraft();
    Bson.document(reader, name -> draft.readField(name, reader));
    return new RunProgress(
        new Progress(draft.percent, draft.text),
        Objects.requireNonNull(draft.at, "progress.at"),
        draft.seq);
  }

  private static final class ProgressDraft {
    private @Nullable Integer percent;
    private @Nullable String text;
    private @Nullable Instant at;
    private long seq;

    private void readField(String name, BsonReader reader) {
      switch (name) {
        case "percent" -> percent = (int) Bson.number(reader);
        case "text" -> text = reader.readString();
        case "at" -> at = Bson.instant(reader);
        case "seq" -> seq = Bson.number(reader);
        default -> reader.skipValue();
      }
    }
  }

  Run build() {
    return new Run(
        historyId,
        attempt,
        ask,
        new Origin(worker, incarnation),
        hostname,
        new Claim(new JobQueue(pool, priority), queuePartition, queueOffset, delivery, part),
        status,
        Objects.requireNonNull(startedAt, Fields.STARTED_AT),
        endedAt,
        changed,
        message,
        exitCode,
        result,
        logEntries < 0 ? null : new LogCount(logEntries, logChunks),
        progress,
        retrying,
        acknowledged,
        applied);
  }
}
