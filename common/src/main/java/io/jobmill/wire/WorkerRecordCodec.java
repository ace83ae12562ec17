// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import io.jobmill.event.Origin;
import io.jobmill.event.WorkerRecord;
import io.jobmill.event.WorkerState;
import io.jobmill.job.JobId;
import io.jobmill.job.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** The JSON form of a {@link WorkerRecord}. Thread-safe. */
public final class WorkerRecordCodec {

  private static final String HEARTBEAT = "heartbeat";
  private static final String TICK = "tick";

  private WorkerRecordCodec() {}

  public static byte[] encode(WorkerRecord.Heartbeat heartbeat) {
    return JsonRecord.write(
        json -> {
          writeOrigin(json, HEARTBEAT, heartbeat.origin(), heartbeat.seq(), heartbeat.at());
          json.writeNumberProperty("everyMs", heartbeat.every().toMillis());
          json.writeStringProperty("hostname", heartbeat.hostname());
          writeTexts(json, "pools", heartbeat.pools().stream().map(Pool::name).toList());
          json.writeName("labels");
          json.writeStartObject();
          heartbeat.labels().forEach(json::writeStringProperty);
          json.writeEndObject();
          json.writeNumberProperty("slots", heartbeat.slots());
          json.writeStringProperty("state", heartbeat.state().word());
          writeTexts(json, "operations", heartbeat.operations());
          json.writeName("attempts");
          json.writeStartArray();
          heartbeat.attempts().forEach(running -> write(json, running));
          json.writeEndArray();
        });
  }

  public static byte[] encode(WorkerRecord.Tick tick) {
    return JsonRecord.write(json -> writeOrigin(json, TICK, tick.origin(), tick.seq(), tick.at()));
  }

  /**
   * @throws UnreadableRecordException saying what is wrong with the record
   */
  public static WorkerRecord decode(byte @Nullable [] record) {
    Draft draft = new Draft();
    JsonRecord.read(record, draft::read);
    return draft.build();
  }

  private static void writeOrigin(
      JsonGenerator json, String type, Origin origin, long seq, Instant at) {
    json.writeStringProperty("type", type);
    json.writeStringProperty("worker", origin.id());
    json.writeStringProperty("incarnation", origin.incarnation());
    json.writeNumberProperty("seq", seq);
    json.writeStringProperty("at", at.toString());
  }

  private static void writeTexts(JsonGenerator json, String name, List<String> texts) {
    json.writeName(name);
    json.writeStartArray();
    texts.forEach(json::writeString);
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, WorkerRecord.Running running) {
    json.writeStartObject();
    json.writeStringProperty("id", running.id().toString());
    json.writeNumberProperty("attempt", running.attempt());
    if (running.ask() != 1) {
      json.writeNumberProperty("ask", running.ask());
    }
    json.writeEndObject();
  }

  private static final class Draft {
    private @Nullable String type;
    private @Nullable String worker;
    private String incarnation = "";
    private long seq;
    private @Nullable Instant at;
    private Duration every = Duration.ofSeconds(2);
    private String hostname = "";
    private List<Pool> pools = List.of();
    private final Map<String, String> labels = new LinkedHashMap<>();
    private int slots;
    private WorkerState state = WorkerState.READY;
    private List<String> operations = List.of();
    private List<WorkerRecord.Running> attempts = List.of();

    void read(String name, JsonParser value) {
      switch (name) {
        case "type" -> type = JsonRecord.text(name, value);
        case "worker" -> worker = JsonRecord.text(name, value);
        case "incarnation" -> incarnation = JsonRecord.text(name, value);
        case "seq" -> seq = JsonRecord.wholeNumber(name, value);
        case "at" -> at = JsonRecord.instant(name, value);
        case "everyMs" -> every = JsonRecord.millis(name, value);
        case "hostname" -> hostname = JsonRecord.text(name, value);
        case "pools" ->
            pools = JsonRecord.list(name, value, p -> JsonRecord.converted(name, p, Pool::new));
        case "labels" ->
            JsonRecord.nested(
                name, value, (label, v) -> labels.put(label, JsonRecord.text(label, v)));
        case "slots" -> slots = JsonRecord.count(name, value);
        case "state" ->
            state =
                JsonRecord.converted(
                    name, value, word -> WorkerState.valueOf(word.toUpperCase(Locale.ROOT)));
        case "operations" ->
            operations = JsonRecord.list(name, value, p -> JsonRecord.text(name, p));
        case "attempts" -> attempts = JsonRecord.list(name, value, RunningDraft::running);
        default -> value.skipChildren();
      }
    }

    WorkerRecord build() {
      Origin origin = new Origin(JsonRecord.required("worker", worker), incarnation);
      Instant time = JsonRecord.required("at", at);
      return switch (JsonRecord.required("type", type)) {
        case HEARTBEAT ->
            new WorkerRecord.Heartbeat(
                origin,
                seq,
                every,
                hostname,
                pools,
                labels,
                slots,
                state,
                operations,
                attempts,
                time);
        case TICK -> new WorkerRecord.Tick(origin, seq, time);
        default ->
            throw new UnreadableRecordException(
                "field 'type' must be heartbeat or tick, not '" + type + "'");
      };
    }
  }

  private static final class RunningDraft {
    private @Nullable JobId id;
    private int attempt = 1;
    private int ask = 1;

    static WorkerRecord.Running running(JsonParser parser) {
      RunningDraft draft = new RunningDraft();
      JsonRecord.nested("attempts", parser, draft::read);
      return new WorkerRecord.Running(
          JsonRecord.required("id", draft.id), draft.attempt, draft.ask);
    }

    private void read(String name, JsonParser value) {
      switch (name) {
        case "id" -> id = JsonRecord.converted(name, value, JobId::of);
        case "attempt" -> attempt = JsonRecord.count(name, value);
        case "ask" -> ask = JsonRecord.count(name, value);
        default -> value.skipChildren();
      }
    }
  }
}
