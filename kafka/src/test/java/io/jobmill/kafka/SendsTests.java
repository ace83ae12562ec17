// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class SendsTests {

  private static final String FATE_TOO_LARGE = "too large";
  private static final String FATE_AWAY = "away";

  private final FatefulProducer producer = new FatefulProducer();
  private final Sends sends = new Sends(producer);

  @Test
  void tellsWhereEachRecordStands() {
    var acknowledged = sends.all(List.of(record("a"), record("b")));

    assertThat(acknowledged).extracting(RecordMetadata::offset).containsExactly(0L, 1L);
  }

  @Test
  void failsWithTheFirstErrorAfterAllAreDecided() {
    var records = List.of(record("a"), record(FATE_TOO_LARGE), record("b"));

    assertThatThrownBy(() -> sends.all(records))
        .isInstanceOf(SendFailedException.class)
        .hasMessage("1 of 3 records not acknowledged, first topic=events: too large")
        .hasCauseInstanceOf(RecordTooLargeException.class);
    assertThat(producer.history()).hasSize(2);
  }

  @Test
  void tellsTheOutcomeOfEachRecordInOrder() {
    var outcomes = sends.each(List.of(record("a"), record(FATE_TOO_LARGE), record("b")));

    assertThat(outcomes).extracting(SendOutcome::acknowledged).containsExactly(true, false, true);
  }

  @Test
  void triesOnlyOnceToReachAClusterThatIsAway() {
    var outcomes = sends.each(List.of(record(FATE_AWAY), record("a"), record("b")));

    assertThat(outcomes).noneMatch(SendOutcome::acknowledged);
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void sendsNothingOfNothing() {
    assertThat(sends.all(List.of())).isEmpty();
  }

  private static ProducerRecord<byte[], byte[]> record(String value) {
    return new ProducerRecord<>("events", value.getBytes(UTF_8));
  }

  /** Fails a record whose value says so. */
  private static final class FatefulProducer extends MockProducer<byte[], byte[]> {

    FatefulProducer() {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
      return send(record, (at, failure) -> {});
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<byte[], byte[]> record, Callback callback) {
      return switch (new String(record.value(), UTF_8)) {
        case FATE_TOO_LARGE ->
            CompletableFuture.failedFuture(new RecordTooLargeException(FATE_TOO_LARGE));
        case FATE_AWAY -> CompletableFuture.failedFuture(new TimeoutException(FATE_AWAY));
        default -> super.send(record, callback);
      };
    }
  }
}
