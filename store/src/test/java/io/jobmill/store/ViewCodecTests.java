// SPDX-License-Identifier: Apache-2.0
package io.jobmill.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.LogCount;
import io.jobmill.event.Origin;
import io.jobmill.event.Progress;
import io.jobmill.job.Claim;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Pool;
import io.jobmill.job.QueuePoint;
import io.jobmill.job.RetryDelays;
import io.jobmill.job.RunLimits;
import io.jobmill.job.Value;
import io.jobmill.view.CancelWish;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunProgress;
import io.jobmill.view.RunStatus;
import io.jobmill.view.TimelineEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.BsonDocumentWriter;
import org.bson.BsonString;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ViewCodecTests {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final JobId JOB = JobId.of("019c0000-0000-7000-8000-000000000001");
  private static final Run RUN =
      new Run(
          77,
          2,
          1,
          new Origin(
              "8f0c4bd0-0000-4000-8000-000000000001", "8f0c4bd0-0000-4000-8000-000000000002"),
          "host-1",
          new Claim(Pool.DEFAULT, 0, 41, 3),
          RunStatus.WARNING,
          NOON.plusSeconds(1),
          NOON.plusSeconds(9),
          true,
          "exit status 3",
          3,
          true,
          new LogCount(12, 1),
          new RunProgress(new Progress(90, "rebooting"), NOON.plusSeconds(8), 1041),
          true,
          true,
          9);
  private static final JobView ENDED =
      new JobView(
          JOB,
          9,
          4,
          JobStatus.WARNING,
          JobRequest.forTemplate("ablast")
              .withId(JOB)
              .withVariables(
                  Map.of("Target.Server", Value.of("ABLSV1")), Map.of("Password", "v1.a.b.c"))
              .submitted("key:deploys", NOON),
          new QueuePoint(Pool.DEFAULT, 0, 41),
          2,
          1,
          77L,
          new RunLimits(
              Duration.ofMinutes(5),
              3,
              new RetryDelays(Duration.ofSeconds(10), 2, Duration.ofMinutes(30), 0.25)),
          null,
          NOON,
          NOON.plusSeconds(1),
          NOON.plusSeconds(9),
          NOON.plusSeconds(9),
          true,
          "exit status 3",
          new CancelWish(NOON.plusSeconds(5), "key:deploys", "wrong server"),
          true,
          List.of(RUN),
          List.of(
              new TimelineEntry(
                  NOON.plusSeconds(9), "warning", 2, "host-1", "exit status 3", true)));

  @Test
  void anEndedViewIsStoredAsTheGoldenFileSays() {
    assertThat(asJson(stored(new JobViewCodec(), ENDED))).isEqualTo(golden("job.json"));
  }

  @Test
  void aHistoryRowIsStoredAsTheGoldenFileSays() {
    HistoryRow row = new HistoryRow(JOB, JOB, "ablast", "ablast", "I_30", true, RUN);

    assertThat(asJson(stored(new HistoryRowCodec(), row))).isEqualTo(golden("run.json"));
  }

  @Test
  void anEndedViewIsReadBackAsItWas() {
    assertThat(readBack(new JobViewCodec(), ENDED)).isEqualTo(ENDED);
  }

  @Test
  void aHistoryRowIsReadBackAsItWas() {
    HistoryRow row = new HistoryRow(JOB, JOB, null, "shell", null, false, RUN);

    assertThat(readBack(new HistoryRowCodec(), row)).isEqualTo(row);
  }

  @Test
  void aViewOfNothingButItsRequestIsReadBackAsItWas() {
    JobView pending = pending();

    assertThat(readBack(new JobViewCodec(), pending)).isEqualTo(pending);
  }

  @Test
  void aViewIsMarkedActiveOnlyWhileItHasNotEnded() {
    assertThat(stored(new JobViewCodec(), pending())).containsKey(Fields.ACTIVE);
    assertThat(stored(new JobViewCodec(), ENDED)).doesNotContainKey(Fields.ACTIVE);
  }

  @Test
  void aJobThatNeedsAPlaceIsStoredWithTheLimitAndWhoDecides() {
    JobView waiting = limited(JobStatus.PENDING, "ablast/Region=eu", null);

    BsonDocument document = stored(new JobViewCodec(), waiting);

    assertThat(document.getString(Fields.WAITS_FOR).getValue()).isEqualTo("ablast/Region=eu");
    assertThat(document.getInt32(Fields.DECIDER).getValue()).isEqualTo(3);
    assertThat(document).doesNotContainKey(Fields.PLACE);
    assertThat(readBack(new JobViewCodec(), waiting)).isEqualTo(waiting);
  }

  @Test
  void aPlaceIsStoredOnlyUntilTheJobHasEnded() {
    assertThat(stored(new JobViewCodec(), limited(JobStatus.RETRYING, null, "ablast")))
        .containsEntry(Fields.PLACE, new BsonString("ablast"));
    assertThat(stored(new JobViewCodec(), limited(JobStatus.FAILED, null, "ablast")))
        .doesNotContainKey(Fields.PLACE);
  }

  @Test
  void aFieldOfANewerVersionIsPassedOver() {
    BsonDocument document = stored(new JobViewCodec(), ENDED);
    document.put("added-later", new BsonDocument("deep", new BsonString("value")));

    JobView read =
        new JobViewCodec()
            .decode(new BsonDocumentReader(document), DecoderContext.builder().build());

    assertThat(read).isEqualTo(ENDED);
  }

  private static JobView limited(
      JobStatus status, @Nullable String waitsFor, @Nullable String place) {
    JobView pending = pending();
    return new JobView(
        JOB,
        0,
        4,
        status,
        pending.request().withPlace(place),
        pending.queue(),
        1,
        1,
        null,
        null,
        null,
        NOON,
        null,
        null,
        NOON,
        null,
        null,
        waitsFor,
        null,
        false,
        List.of(),
        List.of());
  }

  private static JobView pending() {
    return new JobView(
        JOB,
        0,
        4,
        JobStatus.PENDING,
        JobRequest.forTemplate("ablast").withId(JOB),
        new QueuePoint(Pool.DEFAULT, 0, 41),
        1,
        1,
        null,
        null,
        null,
        NOON,
        null,
        null,
        NOON,
        null,
        null,
        null,
        false,
        List.of(),
        List.of());
  }

  private static <T> BsonDocument stored(Codec<T> codec, T value) {
    BsonDocument document = new BsonDocument();
    codec.encode(new BsonDocumentWriter(document), value, EncoderContext.builder().build());
    return document;
  }

  private static <T> T readBack(Codec<T> codec, T value) {
    return codec.decode(
        new BsonDocumentReader(stored(codec, value)), DecoderContext.builder().build());
  }

  private static String asJson(BsonDocument document) {
    return document.toJson(
        JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).indent(true).build());
  }

  private static String golden(String name) {
    try (InputStream file = ViewCodecTests.class.getResourceAsStream("/golden/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
