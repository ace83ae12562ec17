// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import io.jobmill.event.LogChunk;
import io.jobmill.event.LogEntry;
import io.jobmill.event.LogLevel;
import io.jobmill.event.Origin;
import io.jobmill.job.JobId;
import io.jobmill.job.OneLine;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** The JSON form of a {@link LogChunk}. Thread-safe. */
public final class LogChunkCodec {

  private LogChunkCodec() {}

  public static byte[] encode(LogChunk chunk) {
    return JsonOutput.write(
        json -> {
          JsonOutput.text(json, "id", chunk.id().toString());
          json.writeNumberProperty("attempt", chunk.attempt());
          JsonOutput.text(json, "worker", chunk.origin().id());
          JsonOutput.text(json, "incarnation", chunk.origin().incarnation());
          json.writeNumberProperty("claimOffset", chunk.claimOffset());
          JsonOutput.unless(0, json, "part", chunk.part());
          json.writeNumberProperty("chunk", chunk.chunk());
          json.writeNumberProperty("firstEntry", chunk.firstEntry());
          json.writeName("entries");
          json.writeStartArray();
          chunk.entries().forEach(entry -> write(json, entry));
          json.writeEndArray();
        });
  }

  /**
   * @throws UnreadableRecordException saying what is wrong with the record
   */
  public static LogChunk decode(byte @Nullable [] record) {
    Draft draft = new Draft();
    JsonRecord.read(record, draft::read);
    return new LogChunk(
        JsonRecord.required("id", draft.id),
        draft.attempt,
        new Origin(draft.worker, draft.incarnation),
        draft.claimOffset,
        draft.chunk,
        draft.firstEntry,
        draft.entries,
        draft.part);
  }

  private static void write(JsonGenerator json, LogEntry entry) {
    json.writeStartObject();
    JsonOutput.text(json, "level", entry.level().name());
    JsonOutput.text(json, "at", entry.at().toString());
    JsonOutput.text(json, "message", entry.message());
    json.writeEndObject();
  }

  private static final class Draft {
    private @Nullable JobId id;
    private int attempt = 1;
    private String worker = "";
    private String incarnation = "";
    private long claimOffset;
    private int part;
    private int chunk;
    private long firstEntry = 1;
    private List<LogEntry> entries = List.of();

    void read(String name, JsonParser value) {
      switch (name) {
        case "id" -> id = JsonRecord.converted(name, value, JobId::of);
        case "attempt" -> attempt = JsonRecord.ordinal(name, value);
        case "worker" -> worker = JsonRecord.text(name, value);
        case "incarnation" -> incarnation = JsonRecord.text(name, value);
        case "claimOffset" -> claimOffset = JsonRecord.position(name, value);
        case "part" -> part = JsonRecord.count(name, value);
        case "chunk" -> chunk = JsonRecord.count(name, value);
        case "firstEntry" -> firstEntry = JsonRecord.position(name, value);
        case "entries" -> entries = JsonRecord.list(name, value, EntryDraft::entry);
        default -> value.skipChildren();
      }
    }
  }

  private static final class EntryDraft {
    private @Nullable LogLevel level;
    private @Nullable Instant at;
    private @Nullable String message;

    static LogEntry entry(JsonParser parser) {
      EntryDraft draft = new EntryDraft();
      JsonRecord.nested("entries", parser, draft::read);
      return new LogEntry(
          JsonRecord.required("level", draft.level),
          JsonRecord.required("at", draft.at),
          JsonRecord.required("message", draft.message));
    }

    private static LogLevel level(String word) {
      for (LogLevel level : LogLevel.values()) {
        if (level.name().equals(word)) {
          return level;
        }
      }
      throw new IllegalArgumentException(
          "must be DEBUG, INFO, WARN or ERROR, not " + OneLine.quoted(word));
    }

    private void read(String name, JsonParser value) {
      switch (name) {
        case "level" -> level = JsonRecord.converted(name, value, EntryDraft::level);
        case "at" -> at = JsonRecord.instant(name, value);
        case "message" -> message = JsonRecord.text(name, value);
        default -> value.skipChildren();
      }
    }
  }
}
