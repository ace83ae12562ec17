// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.Envelope;
import io.jobmill.event.JobEvent;
import io.jobmill.event.WorkerRecord;
import io.jobmill.event.WorkerState;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Value;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class GoldenRecordTests {

  /** Objects whose field names are data, and the template, which is strict on purpose. */
  private static final Set<String> FREE =
      Set.of("variables", "sealed", "data", "labels", "template");

  static Set<String> samples() {
    return Samples.all().keySet();
  }

  static List<String> files() {
    return Golden.names();
  }

  @Test
  void everySampleHasItsFile() {
    assertThat(files()).containsAll(samples());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aRecordIsWrittenAsItsFileShows(String name) {
    byte[] written = RecordKind.of(name).encode(sample(name));

    assertThat(new String(written, UTF_8)).isEqualTo(new String(Golden.bytes(name), UTF_8));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aFileIsReadAsTheRecordItShows(String name) {
    Object read = RecordKind.of(name).decode(Golden.bytes(name));

    assertThat(read).isEqualTo(sample(name));
  }

  @ParameterizedTest
  @MethodSource("files")
  void whatIsReadAndWrittenAgainIsReadTheSame(String name) {
    RecordKind kind = RecordKind.of(name);
    Object read = kind.decode(Golden.bytes(name));

    assertThat(kind.decode(kind.encode(read))).isEqualTo(read);
  }

  @ParameterizedTest
  @MethodSource("files")
  void fieldsThatAreNewerThanTheReaderAreIgnored(String name) {
    RecordKind kind = RecordKind.of(name);
    JsonNode tree = Golden.tree(name);
    addUnknown(tree);

    assertThat(kind.decode(bytes(tree))).isEqualTo(kind.decode(Golden.bytes(name)));
  }

  @ParameterizedTest
  @MethodSource("files")
  void aFieldThatIsNullIsAnAbsentOne(String name) {
    RecordKind kind = RecordKind.of(name);
    ObjectNode tree = (ObjectNode) Golden.tree(name);

    for (String field : List.copyOf(tree.propertyNames())) {
      ObjectNode absent = tree.deepCopy();
      absent.remove(field);
      ObjectNode ofNull = tree.deepCopy();
      ofNull.putNull(field);

      assertThat(outcome(kind, ofNull)).as(field).isEqualTo(outcome(kind, absent));
    }
  }

  @Test
  void theShortestRequestNamesATemplate() {
    JobRequest request =
        (JobRequest) RecordKind.JOB_REQUEST.decode(Golden.bytes("job-request-shortest"));

    assertThat(request)
        .isEqualTo(
            JobRequest.forTemplate("hdars")
                .withId(JobId.of("c56eff70-622b-5abf-a783-bdae54adba7a")));
  }

  @Test
  void scalarVariablesBecomeTextAsTheyAreWritten() {
    JobRequest request =
        (JobRequest) RecordKind.JOB_REQUEST.decode(Golden.bytes("job-request-scalars"));

    assertThat(request.variables().get("Count")).isEqualTo(Value.of("3"));
    assertThat(request.variables().get("Ratio")).isEqualTo(Value.of("2.50"));
    assertThat(request.variables().get("Verbose")).isEqualTo(Value.of("true"));
    assertThat(request.variables().get("Sizes"))
        .isEqualTo(Value.ofList(List.of("1", "two", "false")));
    assertThat(request.variables()).doesNotContainKey("Nothing");
    assertThat(request.runAt()).isEqualTo("2026-01-31T07:30:00Z");
  }

  @Test
  void anEventOfAnUnknownTypeKeepsItsTypeAndEnvelope() {
    JobEvent event = (JobEvent) RecordKind.EVENT.decode(Golden.bytes("event-unknown"));

    assertThat(event).isInstanceOf(JobEvent.Unknown.class);
    assertThat(event.type()).isEqualTo("hibernated");
    assertThat(event.envelope()).extracting(Envelope::attempt).isEqualTo(1);
  }

  @Test
  void aHeartbeatInAStateThatIsNewerThanTheReaderIsStillASignOfLife() {
    ObjectNode heartbeat = (ObjectNode) Golden.tree("heartbeat");
    heartbeat.put("state", "hibernating");

    assertThat(RecordKind.HEARTBEAT.decode(bytes(heartbeat)))
        .isInstanceOfSatisfying(
            WorkerRecord.Heartbeat.class,
            read -> assertThat(read.state()).isEqualTo(WorkerState.READY));
  }

  private static void addUnknown(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.forEachEntry(
          (name, value) -> {
            if (!FREE.contains(name)) {
              addUnknown(value);
            }
          });
      addUnknownFields(object);
    } else if (node instanceof ArrayNode array) {
      array.forEach(GoldenRecordTests::addUnknown);
    }
  }

  private static void addUnknownFields(ObjectNode object) {
    object.put("_text", "x").put("_number", 1).putNull("_null");
    object.putObject("_object").putArray("list").add(1).addObject().put("a", true);
  }

  private static Object outcome(RecordKind kind, JsonNode tree) {
    try {
      return kind.decode(bytes(tree));
    } catch (UnreadableRecordException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static Object sample(String name) {
    return Objects.requireNonNull(Samples.all().get(name));
  }

  private static byte[] bytes(JsonNode tree) {
    return tree.toString().getBytes(UTF_8);
  }
}
