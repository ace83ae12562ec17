// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.JobEvent;
import io.jobmill.job.JobQueue;
import io.jobmill.job.Pool;
import io.jobmill.job.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class AsyncApiTests {

  private static final AsyncApiDocument DOCUMENT = AsyncApiDocument.read();

  /**
   * Messages that module common has no codec for: these are the gateways' own, the rest is bytes.
   */
  private static final Set<String> WITHOUT_CODEC =
      Set.of("ApiKey", "JobType", "Agent", "AuditEntry", "DeadLetter");

  private static final Map<String, RecordKind> KINDS =
      Map.of(
          "JobRequest", RecordKind.JOB_REQUEST,
          "LogChunk", RecordKind.LOG_CHUNK,
          "Heartbeat", RecordKind.HEARTBEAT,
          "Tick", RecordKind.TICK,
          "Command", RecordKind.COMMAND,
          "WorkerCommand", RecordKind.WORKER_COMMAND,
          "Template", RecordKind.TEMPLATE,
          "Schedule", RecordKind.SCHEDULE,
          "ScheduleProgress", RecordKind.SCHEDULE,
          "ScheduleAppointment", RecordKind.SCHEDULE);

  static Stream<Arguments> examples() {
    List<Arguments> examples = new ArrayList<>();
    DOCUMENT
        .messages()
        .forEachEntry(
            (message, definition) ->
                definition
                    .path("examples")
                    .forEach(
                        example ->
                            examples.add(
                                Arguments.of(message, example.path("name").asString(), example))));
    return examples.stream();
  }

  static Stream<String> messages() {
    return DOCUMENT.messages().propertyNames().stream();
  }

  static List<String> golden() {
    return Golden.names();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyMessageHasAnExample(String message) {
    assertThat(DOCUMENT.messages().path(message).path("examples")).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleIsWhatItsSchemaDescribes(String message, String name, JsonNode example) {
    for (String part : List.of("payload", "headers")) {
      JsonNode schema = DOCUMENT.messages().path(message).path(part).path("$ref");
      if (example.has(part) && schema.isString()) {
        assertThat(DOCUMENT.faults(schema.asString(), example.get(part))).as(name).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleIsReadWithoutLosingAnything(String message, String name, JsonNode example) {
    if (WITHOUT_CODEC.contains(message)) {
      return;
    }
    RecordKind kind = kind(message);
    JsonNode payload = example.get("payload");

    Object read = kind.decode(payload.toString().getBytes(UTF_8));

    assertThat(read).as(name).isNotInstanceOf(JobEvent.Unknown.class);
    JsonNode written = Golden.JSON.readTree(kind.encode(read));
    assertThat(namesIn(written)).as(name).containsAll(namesIn(payload));
  }

  @ParameterizedTest
  @MethodSource("golden")
  void aGoldenRecordIsWhatItsSchemaDescribes(String name) {
    assertThat(DOCUMENT.faults(schemaOf(name), Golden.tree(name))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "JobRequest     | {}",
        "JobRequest     | {\"template\":1}",
        "JobRequest     | {\"template\":\"x\",\"id\":\"471\"}",
        "JobRequest     | {\"template\":\"x\",\"variables\":{\"A\":{}}}",
        "JobRequest     | {\"template\":\"x\",\"variables\":{\"A\":[null]}}",
        "JobRequest     | {\"template\":\"x\",\"runAt\":\"2026-03-01T12:00:00\"}",
        "JobRequest     | {\"template\":\"x\",\"attempt\":0}",
        "Command        | {\"stopBelowAttempt\":1}",
        "WorkerCommand  | {\"drain\":true}",
        "Tick           | {\"type\":\"tick\"}",
        "TemplateRecord | {\"template\":{\"name\":\"x\"}}",
        "TemplateRecord | {\"template\":{\"name\":\"x\",\"operation\":{\"type\":\"y\"},\"z\":1}}",
      })
  void aSchemaRefusesWhatTheReaderRefuses(String schema, String json) {
    assertThat(DOCUMENT.faults("#/components/schemas/" + schema, Golden.JSON.readTree(json)))
        .isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("golden")
  void aSchemaMissesEveryFieldThatTheReaderMisses(String name) {
    RecordKind kind = RecordKind.of(name);
    ObjectNode tree = (ObjectNode) Golden.tree(name);
    for (String field : List.copyOf(tree.propertyNames())) {
      if (field.equals("attempt")) {
        // That another counter is less than it is, a schema cannot say.
        continue;
      }
      ObjectNode without = tree.deepCopy();
      without.remove(field);
      if (!isRead(kind, without)) {
        assertThat(DOCUMENT.faults(schemaOf(name), without)).as("without " + field).isNotEmpty();
      }
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    assertThat(DOCUMENT.references())
        .isNotEmpty()
        .allSatisfy(
            reference ->
                assertThat(DOCUMENT.root().at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse());
  }

  @Test
  void theChannelsAreTheTopicsWithTheSettingsTheyAreCreatedWith() {
    Topics topics = new Topics(Topics.DEFAULT_PREFIX);
    List<TopicSpec> specs = new ArrayList<>(topics.shared());
    JobQueue.of(Pool.DEFAULT).forEach(queue -> specs.add(topics.queueSpec(queue, 1)));

    Map<String, Map<String, String>> documented = new TreeMap<>();
    DOCUMENT
        .channels()
        .forEach(
            channel -> {
              JsonNode kafka = channel.at("/bindings/kafka");
              documented.put(kafka.path("topic").asString(), settings(kafka));
            });

    Map<String, Map<String, String>> created = new TreeMap<>();
    specs.forEach(spec -> created.put(spec.name(), settings(spec)));
    assertThat(documented).isEqualTo(created);
  }

  @Test
  void everyMessageIsOnAChannelAndEveryChannelHasAnOperation() {
    Set<String> onChannels =
        DOCUMENT.references().stream()
            .filter(reference -> reference.startsWith("#/components/messages/"))
            .map(reference -> reference.substring("#/components/messages/".length()))
            .collect(Collectors.toSet());
    Set<String> operated =
        DOCUMENT.references().stream()
            .filter(reference -> reference.startsWith("#/channels/"))
            .map(reference -> reference.substring("#/channels/".length()))
            .collect(Collectors.toSet());

    assertThat(onChannels).isEqualTo(messages().collect(Collectors.toSet()));
    assertThat(operated).isEqualTo(Set.copyOf(DOCUMENT.channels().propertyNames()));
  }

  @Test
  void headersAreNamedAsTheCodeNamesThem() {
    assertThat(DOCUMENT.root().at("/components/schemas/SignedHeaders/properties").propertyNames())
        .containsExactly(JobRequestCodec.SIGNATURE_HEADER, Trace.PARENT_HEADER, Trace.STATE_HEADER);
    assertThat(DOCUMENT.root().at("/components/schemas/TraceHeaders/properties").propertyNames())
        .containsExactly(Trace.PARENT_HEADER, Trace.STATE_HEADER);
  }

  private static RecordKind kind(String message) {
    return KINDS.getOrDefault(message, RecordKind.EVENT);
  }

  private static String schemaOf(String golden) {
    String schema =
        switch (RecordKind.of(golden)) {
          case JOB_REQUEST -> "JobRequest";
          case TEMPLATE -> "TemplateRecord";
          case LOG_CHUNK -> "LogChunk";
          case HEARTBEAT -> "Heartbeat";
          case TICK -> "Tick";
          case COMMAND -> "Command";
          case SCHEDULE ->
              golden.startsWith("schedule-progress")
                  ? "ScheduleProgress"
                  : golden.equals("schedule-appointment") ? "ScheduleAppointment" : "Schedule";
          case WORKER_COMMAND -> "WorkerCommand";
          case EVENT ->
              switch (golden) {
                case "event-unknown" -> "Envelope";
                case "event-received-high" -> "Received";
                case "event-cancelled-by-upkeep" -> "Cancelled";
                case "event-expired-by-upkeep" -> "Expired";
                case "event-deferred-limit" -> "Deferred";
                default -> camelCase(golden.substring(6));
              };
        };
    return "#/components/schemas/" + schema;
  }

  private static String camelCase(String dashed) {
    return Stream.of(dashed.split("-", -1))
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining());
  }

  private static boolean isRead(RecordKind kind, JsonNode tree) {
    try {
      return kind.decode(tree.toString().getBytes(UTF_8)) != null;
    } catch (UnreadableRecordException e) {
      return false;
    }
  }

  private static Set<String> namesIn(JsonNode object) {
    return Set.copyOf(object.propertyNames());
  }

  private static Map<String, String> settings(JsonNode kafka) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("partitions", kafka.path("partitions").asString());
    kafka
        .path("topicConfiguration")
        .forEachEntry(
            (name, value) ->
                settings.put(name, value.isArray() ? value.get(0).asString() : value.asString()));
    return settings;
  }

  private static Map<String, String> settings(TopicSpec spec) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("partitions", Integer.toString(spec.partitions()));
    spec.settings().forEach(setting -> settings.put(setting.name(), setting.value()));
    return settings;
  }
}
