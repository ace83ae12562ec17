// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import io.jobmill.event.Host;
import io.jobmill.event.Origin;
import io.jobmill.event.WorkerRecord;
import io.jobmill.event.WorkerState;
import io.jobmill.job.JobId;
import io.jobmill.job.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
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
    return JsonOutput.write(
        json -> {
          writeOrigin(json, HEARTBEAT, heartbeat.origin(), heartbeat.seq(), heartbeat.at());
          json.writeNumberProperty("everyMs", heartbeat.every().toMillis());
          JsonOutput.text(json, "hostname", heartbeat.hostname());
          JsonOutput.texts(json, "pools", heartbeat.pools().stream().map(Pool::name).toList());
          json.writeName("labels");
          json.writeStartObject();
          heartbeat.labels().forEach((name, text) -> JsonOutput.text(json, name, text));
          json.writeEndObject();
          json.writeNumberProperty("slots", heartbeat.slots());
          JsonOutput.text(json, "state", heartbeat.state().word());
          JsonOutput.texts(json, "operations", heartbeat.operations());
          json.writeName("attempts");
          json.writeStartArray();
          heartbeat.attempts().forEach(running -> write(json, running));
          json.writeEndArray();
          if (heartbeat.host() != null) {
            json.writeName("host");
            HostCodec.write(json, heartbeat.host());
          }
        });
  }

  public static byte[] encode(WorkerRecord.Tick tick) {
    return JsonOutput.write(json -> writeOrigin(json, TICK, tick.origin(), tick.seq(), tick.at()));
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
    JsonOutput.text(json, "type", type);
    JsonOutput.text(json, "worker", origin.id());
    JsonOutput.text(json, "incarnation", origin.incarnation());
    json.writeNumberProperty("seq", seq);
    JsonOutput.text(json, "at", at.toString());
  }

  private static void write(JsonGenerator json, WorkerRecord.Running running) {
    json.writeStartObject();
    JsonOutput.text(json, "id", running.id().toString());
    json.writeNumberProperty("attempt", running.attempt());
    JsonOutput.unless(1, json, "ask", running.ask());
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
    private @Nullable Host host;

    void read(String name, JsonParser value) {
      switch (name) {
        case "type" -> type = JsonRecord.text(name, value);
        case "worker" -> worker = JsonRecord.text(name, value);
        case "incarnation" -> incarnation = JsonRecord.text(name, value);
        case "seq" -> seq = JsonRecord.position(name, value);
        case "at" -> at = JsonRecord.instant(name, value);
        case "everyMs" -> every = JsonRecord.millis(name, value);
        case "hostname" -> hostname = JsonRecord.text(name, value);
        case "pools" ->
            pools = JsonRecord.list(name, value, p -> JsonRecord.converted(name, p, Pool::new));
        case "labels" ->
            JsonRecord.nested(
                name,
                value,
                (label, v) -> labels.put(label, JsonRecord.text("labels." + label, v)));
        case "slots" -> slots = JsonRecord.count(name, value);
        case "state" -> state = WorkerState.ofWord(JsonRecord.text(name, value));
        case "operations" ->
            operations = JsonRecord.list(name, value, p -> JsonRecord.text(name, p));
        case "attempts" -> attempts = JsonRecord.list(name, value, RunningDraft::running);
        case "host" -> host = HostCodec.read(name, value);
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
                host,
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
        case "attempt" -> attempt = JsonRecord.ordinal(name, value);
        case "ask" -> ask = JsonRecord.ordinal(name, value);
        default -> value.skipChildren();
      }
    }
  }
}
