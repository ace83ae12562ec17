// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.testkit.time.Await;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DurableSenderTests {

  private static final ProducerRecord<byte[], byte[]> RECORD =
      new ProducerRecord<>("events", new byte[] {1});

  private final ScheduledExecutorService retries = Executors.newSingleThreadScheduledExecutor();
  private final MockProducer<byte[], byte[]> first = producer();
  private final MockProducer<byte[], byte[]> second = producer();
  private final Queue<MockProducer<byte[], byte[]>> producers =
      new ArrayDeque<>(List.of(first, second));
  private final DurableSender sender = new DurableSender(producers::remove, retries);

  @AfterEach
  void stopRetries() {
    retries.shutdownNow();
  }

  @Test
  void sendsAgainWhatWasNotAcknowledged() {
    CompletableFuture<Void> acknowledged = sender.send(RECORD);

    first.errorNext(new TimeoutException("no answer"));
    Await.until("it is sent again", () -> first.history().size() == 2);

    assertThat(acknowledged).isNotDone();
    first.completeNext();
    assertThat(acknowledged).isCompleted();
    assertThat(sender.failures()).isEqualTo(1);
  }

  @Test
  void takesANewProducerWhenOneCannotGoOn() {
    CompletableFuture<Void> acknowledged = sender.send(RECORD);

    first.errorNext(new OutOfOrderSequenceException("lost count"));
    Await.until("another producer sends it", () -> second.history().size() == 1);
    second.completeNext();

    assertThat(acknowledged).isCompleted();
    assertThat(first.closed()).isTrue();
  }

  @Test
  void saysWhenARecordIsTooLarge() {
    CompletableFuture<Void> acknowledged = sender.send(RECORD);

    first.errorNext(new RecordTooLargeException("no"));

    assertThat(acknowledged).isCompletedExceptionally();
  }

  private static MockProducer<byte[], byte[]> producer() {
    return new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
