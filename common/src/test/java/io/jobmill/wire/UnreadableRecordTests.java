// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jobmill.event.JobEvent;
import io.jobmill.event.LogChunk;
import io.jobmill.event.LogEntry;
import io.jobmill.event.LogLevel;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableRecordTests {

  private static final String ID = "\"id\":\"019ca945-0a7b-7c3d-9e5f-0123456789ab\"";
  private static final String AT = "\"at\":\"2026-03-01T12:00:00Z\"";

  @ParameterizedTest
  @EnumSource(RecordKind.class)
  void anEmptyRecordIsUnreadable(RecordKind kind) {
    assertThat(reason(kind, new byte[0]))
        .isEqualTo("the record is empty; a JSON object is expected");
  }

  @Test
  void aRecordWithoutAValueIsUnreadable() {
    assertThat(
            catchThrowableOfType(
                UnreadableRecordException.class,
                () -> JobRequestCodec.decode("jobmill.jobs.default", 0, 1, null, null)))
        .hasMessage("the record is empty; a JSON object is expected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"x\"", "1", "null", "true", "[{}]", " "})
  void whatIsNoObjectIsUnreadable(String json) {
    for (RecordKind kind : RecordKind.values()) {
      assertThat(reason(kind, json)).isEqualTo("the record is not a JSON object");
    }
  }

  static Stream<String> brokenJson() {
    return Stream.of(
        "{",
        "}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":.5}",
        "{\"a\":NaN}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":[1}",
        "{\"a\":{]",
        "/* */{}",
        "\u0000",
        "\ufeff");
  }

  @ParameterizedTest
  @MethodSource("brokenJson")
  void brokenJsonIsUnreadable(String json) {
    for (RecordKind kind : RecordKind.values()) {
      assertThat(reason(kind, json)).startsWith("not readable as JSON").doesNotContain("\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{} {}", "{}x", "{}[]", "{}\u0000", "{} null"})
  void whatFollowsTheObjectMakesItUnreadable(String json) {
    for (RecordKind kind : RecordKind.values()) {
      assertThat(reason(kind, json))
          .satisfiesAnyOf(
              reason -> assertThat(reason).isEqualTo("there is more after the JSON object"),
              reason -> assertThat(reason).startsWith("not readable as JSON"));
    }
  }

  static Stream<byte[]> brokenUtf8() {
    return Stream.of(
        "{\"template\":\"\u00ff\"}".getBytes(ISO_8859_1),
        "{\"template\":\"\u00c3\"}".getBytes(ISO_8859_1),
        "{\"template\":\"\u0080\"}".getBytes(ISO_8859_1),
        "{\"template\":\"\u00f8\u0088\u0080\u0080\u0080\"}".getBytes(ISO_8859_1),
        "{\"\u00ff\":1}".getBytes(ISO_8859_1),
        "{\"template\":\"\u00ed\u00a0\u0080\"}".getBytes(ISO_8859_1),
        new byte[] {(byte) 0xff, (byte) 0xfe, '{', 0, '}'});
  }

  @ParameterizedTest
  @MethodSource("brokenUtf8")
  void invalidUtf8IsUnreadable(byte[] record) {
    assertThat(reason(RecordKind.JOB_REQUEST, record)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"template\":\"\\ud800\"}",
        "{\"template\":\"\\udc00\"}",
        "{\"template\":\"\\udc00\\ud800\"}",
        "{\"template\":\"x\",\"variables\":{\"A\":\"\\ud800\"}}",
        "{\"template\":\"x\",\"variables\":{\"A\":[\"\\ud800\"]}}",
        "{\"template\":\"x\",\"variables\":{\"\\ud800\":\"x\"}}",
        "{\"operation\":{\"type\":\"x\",\"data\":{\"a\":\"\\ud800\"}}}",
        "{\"operation\":{\"type\":\"x\",\"data\":{\"\\ud800\":1}}}",
        "{\"operation\":{\"type\":\"x\",\"data\":{\"a\":[{\"b\":\"\\ud800\"}]}}}",
        "{\"template\":\"x\",\"submittedBy\":\"\\ud800\"}",
      })
  void halfASurrogatePairIsUnreadable(String json) {
    assertThat(reason(RecordKind.JOB_REQUEST, json))
        .containsPattern("half surrogate pairs|Broken surrogate pair");
  }

  @Test
  void aWholeSurrogatePairIsACharacter() {
    JobRequest request =
        (JobRequest) decode(RecordKind.JOB_REQUEST, "{\"template\":\"\\ud83d\\ude00\"}");

    assertThat(request.template()).isEqualTo("😀");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"template\":\"a\",\"template\":\"b\"}",
        "{\"template\":\"a\",\"variables\":{\"A\":\"1\"},\"variables\":{\"B\":\"2\"}}",
        "{\"template\":\"a\",\"variables\":{\"A\":\"1\",\"A\":\"2\"}}",
        "{\"operation\":{\"type\":\"shell\",\"type\":\"http\"}}",
        "{\"operation\":{\"type\":\"x\",\"data\":{\"a\":1,\"a\":2}}}",
        "{\"template\":\"a\",\"unknown\":1,\"unknown\":2}",
      })
  void aFieldThatIsThereTwiceMakesARequestUnreadable(String json) {
    assertThat(reason(RecordKind.JOB_REQUEST, json)).contains("Duplicate Object property");
  }

  @Test
  void aRequestIsNestedAtMost64Deep() {
    assertThatCode(() -> decode(RecordKind.JOB_REQUEST, nested(64))).doesNotThrowAnyException();
    assertThat(reason(RecordKind.JOB_REQUEST, nested(65))).contains("64");
    assertThat(reason(RecordKind.JOB_REQUEST, unknownNested(65))).contains("64");
    assertThat(reason(RecordKind.JOB_REQUEST, unknownNested(100_000))).contains("64");
  }

  @Test
  void theDeepestRequestCanBeReadBackFromAnEvent() {
    JobRequest request = (JobRequest) decode(RecordKind.JOB_REQUEST, nested(64));
    JobEvent.Received sample = (JobEvent.Received) Samples.all().get("event-received");
    assertThat(sample).isNotNull();
    JobEvent event =
        new JobEvent.Received(sample.envelope(), request, sample.point(), sample.queuedAt());

    assertThat(JobEventCodec.decode(JobEventCodec.encode(event))).isEqualTo(event);
  }

  static Stream<Arguments> wrongFields() {
    RecordKind request = RecordKind.JOB_REQUEST;
    RecordKind event = RecordKind.EVENT;
    RecordKind heartbeat = RecordKind.HEARTBEAT;
    return Stream.of(
        wrong(request, "id", "1", "must be a text"),
        wrong(request, "id", "\"471\"", "not a UUID: '471'"),
        wrong(request, "template", "{}", "must be a text"),
        wrong(request, "variables", "[]", "must be an object"),
        wrong(request, "variables.A", "{}", "must be a text, number or truth value"),
        wrong(request, "variables.A", "[null]", "must be a text, number or truth value"),
        wrong(request, "variables.A", "[[]]", "must be a text, number or truth value"),
        wrong(request, "operation", "\"shell\"", "must be an object"),
        wrong(request, "operation.type", "1", "must be a text"),
        wrong(request, "operation.type", "\" \"", "is missing"),
        wrong(request, "operation.data", "[]", "must be an object"),
        wrong(request, "target", "\"_some\"", "target must be _any, _all"),
        wrong(request, "runAt", "\"tomorrow\"", "must be a date and time with an offset"),
        wrong(request, "runAt", "\"2026-01-31T08:30:00\"", "must be a date and time with an off"),
        wrong(request, "runAt", "\"+1000000000-12-31T23:59:59Z\"", "between the years 1 and 9999"),
        wrong(request, "runAt", "\"+10000-01-01T02:00:00+01:00\"", "between the years 1 and 9999"),
        wrong(request, "runAt", "\"-0001-01-01T00:00:00Z\"", "between the years 1 and 9999"),
        wrong(request, "runAt", "1767225600", "must be a text"),
        wrong(request, "attempt", "0", "must be a whole number from 1 to 1000000000"),
        wrong(request, "attempt", "-1", "must be a whole number from 1 to"),
        wrong(request, "attempt", "1.0", "must be a whole number from 1 to"),
        wrong(request, "attempt", "\"1\"", "must be a whole number from 1 to"),
        wrong(request, "attempt", "2147483647", "must be a whole number from 1 to"),
        wrong(request, "attempt", "9".repeat(400), "must be a whole number from 1 to"),
        wrong(request, "ask", "0", "must be a whole number from 1 to"),
        wrong(request, "excused", "1", "excused is 0 to attempt - 1"),
        wrong(request, "excused", "-1", "must be a whole number from 0 to"),
        wrong(request, "submittedBy", "[]", "must be a text"),
        wrong(request, "submittedAt", "true", "must be a text"),
        wrong(request, "series", "\"\"", "not a UUID: ''"),
        wrong(request, "templateOffset", "-1", "must be a whole number from 0 to"),
        wrong(request, "sealed", "\"x\"", "must be an object"),
        wrong(request, "sealed.Password", "1", "must be a text"),
        wrong(event, "type", "7", "must be a text"),
        wrong(event, "attempt", "0", "must be a whole number from 1 to"),
        wrong(event, "seq", "-1", "must be a whole number from 0 to"),
        wrong(event, "claim", "[]", "must be an object"),
        wrong(event, "claim.pool", "\"A\"", "pool must be 1 to 60"),
        wrong(event, "claim.partition", "-1", "must be a whole number from 0 to"),
        wrong(event, "claim.offset", "-1", "must be a whole number from 0 to"),
        wrong(event, "claim.offset", "1e3", "must be a whole number from 0 to"),
        wrong(event, "claim.delivery", "0", "must be a whole number from 1 to"),
        wrong(event, "timeoutMs", "0", "must be a whole number from 1 to"),
        wrong(event, "timeoutMs", "9223372036854775807", "must be a whole number from 1 to"),
        wrong(event, "maxAttempts", "0", "must be a whole number from 1 to"),
        wrong(event, "changed", "\"true\"", "must be true or false"),
        wrong(event, "result", "{}", "must be a text"),
        wrong(event, "exitCode", "2147483648", "must be a whole number from -2147483648 to"),
        wrong(event, "logEntries", "-1", "must be a whole number from 0 to"),
        wrong(event, "request", "[]", "must be an object"),
        wrong(RecordKind.LOG_CHUNK, "chunk", "-1", "must be a whole number from 0 to"),
        wrong(RecordKind.LOG_CHUNK, "claimOffset", "-1", "must be a whole number from 0 to"),
        wrong(RecordKind.LOG_CHUNK, "entries", "{}", "must be a list"),
        wrong(RecordKind.LOG_CHUNK, "entries", "[1]", "must be an object"),
        wrong(heartbeat, "everyMs", "0", "must be a whole number from 1 to"),
        wrong(heartbeat, "pools", "[null]", "must be a text"),
        wrong(heartbeat, "pools", "[\"A\"]", "pool must be 1 to 60"),
        wrong(heartbeat, "labels", "[]", "must be an object"),
        wrong(heartbeat, "labels.a", "1", "must be a text"),
        wrong(heartbeat, "slots", "-1", "must be a whole number from 0 to"),
        wrong(heartbeat, "state", "1", "must be a text"),
        wrong(heartbeat, "attempts", "[{}]", "'id' is missing", "id"),
        wrong(RecordKind.COMMAND, "stopBelowAttempt", "-1", "must be a whole number from 0 to"),
        wrong(RecordKind.COMMAND, "ask", "0", "must be a whole number from 1 to"),
        wrong(RecordKind.COMMAND, "claim", "{}", "is missing", "claim.pool"),
        wrong(RecordKind.TEMPLATE, "template", "\"x\"", "must be an object"),
        wrong(RecordKind.TEMPLATE, "template", "[]", "must be an object"),
        wrong(RecordKind.TEMPLATE, "source", "1", "must be a text"));
  }

  @ParameterizedTest
  @MethodSource("wrongFields")
  void aFieldOfTheWrongKindIsNamed(RecordKind kind, String json, String field, String message) {
    assertThat(reason(kind, json)).contains(message).doesNotContain("\n");
    if (!message.startsWith("excused")) {
      assertThat(reason(kind, json)).startsWith("field '" + field + "'");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EVENT     | {}                          | type",
        "EVENT     | {\"type\":\"started\"}      | id",
        "LOG_CHUNK | {}                          | id",
        "HEARTBEAT | {}                          | worker",
        "HEARTBEAT | {\"worker\":\"w\"}          | at",
        "COMMAND   | {}                          | id",
        "TEMPLATE  | {}                          | template",
      })
  void aFieldThatMustBeThereIsNamed(RecordKind kind, String json, String field) {
    assertThat(reason(kind, json)).isEqualTo("field '" + field + "' is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "received,request",
    "rejected,request",
    "deferred,request",
    "started,request",
    "unclaimed,claim",
    "succeeded,claim",
    "warning,claim",
    "failed,claim",
    "progressed,claim",
    "handed_back,claim",
    "lost,claim"
  })
  void everyKindOfEventNamesWhatItNeeds(String type, String field) {
    assertThat(reason(RecordKind.EVENT, "{\"type\":\"%s\",%s,%s}".formatted(type, ID, AT)))
        .isEqualTo("field '" + field + "' is missing");
  }

  @Test
  void aShareOfMoreThanTheWholeIsUnreadable() {
    String event = "{\"type\":\"progressed\",%s,%s,\"percent\":101}".formatted(ID, AT);

    assertThat(reason(RecordKind.EVENT, event))
        .isEqualTo("field 'percent' must be a whole number from 0 to 100");
  }

  @Test
  void aWorkerRecordOfAnUnknownTypeIsUnreadable() {
    assertThat(reason(RecordKind.HEARTBEAT, "{\"type\":\"yawn\",\"worker\":\"w\"," + AT + "}"))
        .isEqualTo("field 'type' must be heartbeat or tick, not 'yawn'");
  }

  @Test
  void aLogLevelThatDoesNotExistIsNamed() {
    String entry = "{\"level\":\"info\"," + AT + ",\"message\":\"x\"}";

    assertThat(reason(RecordKind.LOG_CHUNK, "{" + ID + ",\"entries\":[" + entry + "]}"))
        .isEqualTo("field 'level': must be DEBUG, INFO, WARN or ERROR, not 'info'");
  }

  @Test
  void aTemplateThatIsNoTemplateSaysItsFirstProblem() {
    assertThat(reason(RecordKind.TEMPLATE, "{\"template\":{\"pool\":\"A\"}}"))
        .isEqualTo("name: must be given");
  }

  @Test
  void aReasonIsOneBoundedLineWhateverTheRecordHolds() {
    String wild = "\"a\\nb" + "x".repeat(100_000) + "\"";

    for (String json :
        List.of(
            "{\"id\":" + wild + "}",
            "{\"target\":" + wild + "}",
            "{\"runAt\":" + wild + "}",
            "{\"variables\":{\"a\\nb" + "x".repeat(40_000) + "\":{}}}",
            "{" + "x".repeat(100_000) + ":1}")) {
      assertThat(reason(RecordKind.JOB_REQUEST, json)).hasSizeLessThan(1_100).doesNotContain("\n");
    }
  }

  @Test
  void numbersOfAnySizeSurviveInTheDataOfAnOperation() {
    for (String number :
        List.of("0", "-0", "9223372036854775808", "1e400", "1E-400", "1e999999", "0.1")) {
      String json = "{\"operation\":{\"type\":\"x\",\"data\":{\"n\":" + number + "}}}";
      JobRequest read = (JobRequest) decode(RecordKind.JOB_REQUEST, json);

      assertThat(decode(RecordKind.JOB_REQUEST, JobRequestCodec.encode(read))).isEqualTo(read);
    }
  }

  @Test
  void textThatUtf8CannotHoldIsWrittenWithAReplacement() {
    LogChunk chunk = (LogChunk) Samples.all().get("log-chunk");
    assertThat(chunk).isNotNull();
    LogEntry half = new LogEntry(LogLevel.INFO, Instant.EPOCH, "a\ud800b\udc00");
    LogChunk written =
        new LogChunk(chunk.id(), 1, chunk.origin(), 0, 0, 1, Arrays.asList(half, half));

    assertThat(LogChunkCodec.decode(LogChunkCodec.encode(written)).entries())
        .extracting(LogEntry::message)
        .containsOnly("a\ufffdb\ufffd");
  }

  @ParameterizedTest
  @CsvSource({
    "019CA945-0A7B-7C3D-9E5F-0123456789AB, 019ca945-0a7b-7c3d-9e5f-0123456789ab",
    "471,                                  c56eff70-622b-5abf-a783-bdae54adba7a",
    "019ca945-0a7b-7c3d-9e5f-0123456789ax, c56eff70-622b-5abf-a783-bdae54adba7a",
  })
  void aRequestWithoutAnIdTakesItFromItsKeyOrItsPlace(String key, String expected) {
    JobRequest request =
        JobRequestCodec.decode(
            "jobmill.jobs.default",
            0,
            42,
            key.getBytes(UTF_8),
            "{\"template\":\"x\"}".getBytes(UTF_8));

    assertThat(request.id()).isEqualTo(JobId.of(expected));
  }

  @Test
  void theIdInsideTheRecordBeatsItsKey() {
    JobRequest request =
        JobRequestCodec.decode(
            "jobmill.jobs.default",
            0,
            42,
            "019ca945-0a7b-7c3d-9e5f-000000000000".getBytes(UTF_8),
            ("{" + ID + "}").getBytes(UTF_8));

    assertThat(request.id()).isEqualTo(Samples.JOB);
  }

  private static Arguments wrong(RecordKind kind, String field, String value, String message) {
    return wrong(kind, field, value, message, field);
  }

  private static Arguments wrong(
      RecordKind kind, String field, String value, String message, String named) {
    String json = "\"" + field + "\":" + value;
    if (field.contains(".")) {
      String[] parts = field.split("\\.", 2);
      String others = kind == RecordKind.EVENT ? ",\"pool\":\"default\",\"offset\":7" : "";
      if (others.contains("\"" + parts[1] + "\"")) {
        others = "";
      }
      json = "\"%s\":{\"%s\":%s%s}".formatted(parts[0], parts[1], value, others);
    }
    return Arguments.of(kind, "{" + json + "}", named, message);
  }

  private static String nested(int depth) {
    int inner = depth - 3;
    return "{\"operation\":{\"type\":\"x\",\"data\":{\"a\":"
        + "[".repeat(inner)
        + "]".repeat(inner)
        + "}}}";
  }

  private static String unknownNested(int depth) {
    return "{\"template\":\"x\",\"b\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
  }

  private static Object decode(RecordKind kind, String json) {
    return kind.decode(json.getBytes(UTF_8));
  }

  private static Object decode(RecordKind kind, byte[] record) {
    return kind.decode(record);
  }

  private static String reason(RecordKind kind, String json) {
    return reason(kind, json.getBytes(UTF_8));
  }

  private static String reason(RecordKind kind, byte[] record) {
    UnreadableRecordException unreadable =
        catchThrowableOfType(UnreadableRecordException.class, () -> kind.decode(record));
    assertThat(unreadable).as(() -> new String(record, UTF_8)).isNotNull();
    return String.valueOf(unreadable.getMessage());
  }
}
