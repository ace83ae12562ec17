// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import io.jobmill.job.ExpectedWorker;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.job.Priority;
import io.jobmill.job.Since;
import io.jobmill.job.Target;
import io.jobmill.job.Trace;
import io.jobmill.job.Value;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The JSON form of a {@link JobRequest}, on queues and inside events. Thread-safe. */
public final class JobRequestCodec {

  /** The record header that carries the signature of a request Jobmill wrote itself. */
  public static final String SIGNATURE_HEADER = "jobmill-signature";

  private JobRequestCodec() {}

  public static byte[] encode(JobRequest request) {
    return JsonOutput.write(json -> writeFields(json, request));
  }

  /**
   * Reads a queue record.
   *
   * @param key the record's key: the job's id where the value names none and the key is a UUID
   * @return a request that has an id
   * @throws UnreadableRecordException saying what is wrong with the record
   */
  public static JobRequest decode(
      String topic, int partition, long offset, byte @Nullable [] key, byte @Nullable [] value) {
    Draft draft = new Draft();
    JsonRecord.readFromAnyone(value, draft::read);
    JobRequest request = draft.build();
    return request.id() != null ? request : request.withId(idOf(topic, partition, offset, key));
  }

  static void write(JsonGenerator json, String name, JobRequest request) {
    json.writeName(name);
    json.writeStartObject();
    writeFields(json, request);
    json.writeEndObject();
  }

  static JobRequest read(String name, JsonParser parser) {
    Draft draft = new Draft();
    JsonRecord.nested(name, parser, draft::read);
    return draft.build();
  }

  private static JobId idOf(String topic, int partition, long offset, byte @Nullable [] key) {
    // 36 bytes is the only length a hyphenated UUID has; other keys are not worth decoding.
    if (key != null && key.length == 36) {
      String text = new String(key, StandardCharsets.ISO_8859_1);
      return JobId.parse(text).orElseGet(() -> JobId.ofRecord(topic, partition, offset));
    }
    return JobId.ofRecord(topic, partition, offset);
  }

  private static void writeFields(JsonGenerator json, JobRequest request) {
    JsonOutput.ifPresent(json, "id", request.id());
    JsonOutput.ifPresent(json, "template", request.template());
    if (!request.variables().isEmpty()) {
      json.writeName("variables");
      json.writeStartObject();
      request.variables().forEach((name, value) -> writeValue(json, name, value));
      json.writeEndObject();
    }
    if (request.operation() != null) {
      writeOperation(json, request.operation());
    }
    JsonOutput.ifPresent(json, "target", request.target());
    JsonOutput.ifPresent(json, "runAt", request.runAt());
    json.writeNumberProperty("attempt", request.attempt());
    JsonOutput.unless(1, json, "ask", request.ask());
    JsonOutput.unless(0, json, "excused", request.excused());
    JsonOutput.ifPresent(json, "submittedBy", request.submittedBy());
    JsonOutput.ifPresent(json, "submittedAt", request.submittedAt());
    JsonOutput.ifPresent(json, "series", request.series());
    if (request.templateOffset() != null) {
      json.writeNumberProperty("templateOffset", request.templateOffset());
    }
    if (!request.sealed().isEmpty()) {
      json.writeName("sealed");
      json.writeStartObject();
      request.sealed().forEach((name, text) -> JsonOutput.text(json, name, text));
      json.writeEndObject();
    }
    JsonOutput.ifPresent(json, "schedule", request.schedule());
    JsonOutput.ifPresent(json, "pool", request.pool());
    JsonOutput.ifPresent(json, "priority", wordOf(request.priority()));
    if (!request.expected().isEmpty()) {
      json.writeName("expected");
      json.writeStartArray();
      request.expected().forEach(worker -> JsonExpected.write(json, worker));
      json.writeEndArray();
    }
    JsonOutput.ifPresent(json, "deadline", request.deadline());
    JsonOutput.ifPresent(json, "fingerprint", request.fingerprint());
    if (request.since() != null) {
      JsonOutput.text(json, "jobSince", request.since().job().toString());
      JsonOutput.text(json, "attemptSince", request.since().attempt().toString());
    }
    if (request.trace() != null) {
      JsonOutput.text(json, Trace.PARENT_HEADER, request.trace().parent());
      JsonOutput.ifPresent(json, Trace.STATE_HEADER, request.trace().state());
    }
    JsonOutput.ifPresent(json, "place", request.place());
  }

  private static @Nullable String wordOf(@Nullable Priority priority) {
    return priority == null ? null : priority.word();
  }

  static void writeValue(JsonGenerator json, String name, Value value) {
    if (value.list()) {
      JsonOutput.texts(json, name, value.items());
    } else {
      JsonOutput.text(json, name, value.text());
    }
  }

  static void writeOperation(JsonGenerator json, Operation operation) {
    json.writeName("operation");
    json.writeStartObject();
    JsonOutput.text(json, "type", operation.type());
    json.writeName("data");
    JsonTree.write(json, operation.data());
    json.writeEndObject();
  }

  static Operation readOperation(String name, JsonParser parser) {
    String[] type = new String[1];
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    JsonRecord.nested(
        name,
        parser,
        (field, value) -> {
          if (field.equals("type")) {
            type[0] = JsonRecord.text("operation.type", value);
          } else if (field.equals("data")) {
            data.putAll(JsonTree.readObject("operation.data", value));
          } else {
            value.skipChildren();
          }
        });
    if (type[0] == null || type[0].isBlank()) {
      throw new UnreadableRecordException("field 'operation.type' is missing");
    }
    return new Operation(type[0], data);
  }

  private static Value readValue(String name, JsonParser parser) {
    if (!parser.hasToken(JsonToken.START_ARRAY)) {
      return Value.of(JsonRecord.scalar(name, parser));
    }
    return Value.ofList(JsonRecord.list(name, parser, item -> JsonRecord.scalar(name, item)));
  }

  /** The fields met so far. */
  private static final class Draft {
    private @Nullable JobId id;
    private @Nullable String template;
    private final Map<String, Value> variables = new LinkedHashMap<>();
    private @Nullable Operation operation;
    private @Nullable Target target;
    private @Nullable Instant runAt;
    private int attempt = 1;
    private int ask = 1;
    private int excused;
    private @Nullable String submittedBy;
    private @Nullable Instant submittedAt;
    private @Nullable JobId series;
    private @Nullable Long templateOffset;
    private final Map<String, String> sealed = new LinkedHashMap<>();
    private @Nullable String schedule;
    private @Nullable Pool pool;
    private @Nullable Priority priority;
    private List<ExpectedWorker> expected = List.of();
    private @Nullable Instant deadline;
    private @Nullable String fingerprint;
    private @Nullable Instant jobSince;
    private @Nullable Instant attemptSince;
    private @Nullable String traceparent;
    private @Nullable String tracestate;
    private @Nullable String place;

    void read(String name, JsonParser value) {
      switch (name) {
        case "id" -> id = JsonRecord.converted(name, value, JobId::of);
        case "template" -> template = JsonRecord.text(name, value);
        case "variables" ->
            JsonRecord.nested(
                name,
                value,
                (variable, v) -> variables.put(variable, readValue("variables." + variable, v)));
        case "operation" -> operation = readOperation(name, value);
        case "target" -> target = JsonRecord.converted(name, value, Target::new);
        case "runAt" -> runAt = JsonRecord.instant(name, value);
        case "attempt" -> attempt = JsonRecord.ordinal(name, value);
        case "ask" -> ask = JsonRecord.ordinal(name, value);
        case "excused" -> excused = JsonRecord.count(name, value);
        case "submittedBy" -> submittedBy = JsonRecord.text(name, value);
        case "submittedAt" -> submittedAt = JsonRecord.instant(name, value);
        case "series" -> series = JsonRecord.converted(name, value, JobId::of);
        case "templateOffset" -> templateOffset = JsonRecord.position(name, value);
        case "sealed" ->
            JsonRecord.nested(
                name,
                value,
                (variable, v) -> sealed.put(variable, JsonRecord.text("sealed." + variable, v)));
        case "schedule" -> schedule = JsonRecord.text(name, value);
        case "pool" -> pool = JsonRecord.converted(name, value, Pool::new);
        case "priority" -> priority = JsonRecord.converted(name, value, Priority::ofWord);
        case "expected" ->
            expected = JsonRecord.list(name, value, item -> JsonExpected.read(name, item));
        case "deadline" -> deadline = JsonRecord.instant(name, value);
        case "fingerprint" -> fingerprint = JsonRecord.text(name, value);
        case "jobSince" -> jobSince = JsonRecord.instant(name, value);
        case "attemptSince" -> attemptSince = JsonRecord.instant(name, value);
        case Trace.PARENT_HEADER -> traceparent = JsonRecord.text(name, value);
        case Trace.STATE_HEADER -> tracestate = JsonRecord.text(name, value);
        case "place" -> place = JsonRecord.text(name, value);
        default -> value.skipChildren();
      }
    }

    /** One without the other counts for both. */
    private @Nullable Since since() {
      Instant job = jobSince == null ? attemptSince : jobSince;
      return job == null ? null : new Since(job, attemptSince == null ? job : attemptSince);
    }

    JobRequest build() {
      try {
        return new JobRequest(
            id,
            template,
            variables,
            operation,
            target,
            runAt,
            attempt,
            ask,
            excused,
            submittedBy,
            submittedAt,
            series,
            templateOffset,
            sealed,
            schedule,
            pool,
            priority,
            expected,
            deadline,
            fingerprint,
            since(),
            Trace.of(traceparent, tracestate).orElse(null),
            place);
      } catch (IllegalArgumentException e) {
        throw new UnreadableRecordException(String.valueOf(e.getMessage()));
      }
    }
  }
}
