// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.LogChunk;
import io.jobmill.event.LogCount;
import io.jobmill.event.LogEntry;
import io.jobmill.event.LogLevel;
import io.jobmill.event.Origin;
import io.jobmill.job.Claim;
import io.jobmill.job.JobId;
import io.jobmill.job.Pool;
import io.jobmill.testkit.time.Await;
import io.jobmill.wire.LogChunkCodec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LogStreamTests {

  private static final int MIB = 1024 * 1024;

  private final ScheduledExecutorService retries = Executors.newSingleThreadScheduledExecutor();
  private MockProducer<byte[], byte[]> producer = producer(true);

  @AfterEach
  void stopRetries() {
    retries.shutdownNow();
  }

  @Test
  void numbersEntriesAndChunksWithoutGaps() throws InterruptedException {
    LogStream log = log(sender(100 * MIB), Masker.NONE);

    for (int i = 1; i <= 5_000; i++) {
      log.add(LogLevel.INFO, "entry " + i + " ".repeat(100));
    }
    LogCount count = log.close(null).join();

    List<LogChunk> chunks = chunks();
    assertThat(count).isEqualTo(new LogCount(5_000, chunks.size()));
    assertThat(chunks).hasSizeGreaterThan(2);
    long entry = 1;
    for (int i = 0; i < chunks.size(); i++) {
      assertThat(chunks.get(i).chunk()).isEqualTo(i);
      assertThat(chunks.get(i).firstEntry()).isEqualTo(entry);
      entry += chunks.get(i).entries().size();
    }
    assertThat(entry).isEqualTo(5_001);
    assertThat(producer.history()).allMatch(record -> record.value().length <= 256 * 1024);
  }

  @Test
  void sendsNothingForALogWithoutEntries() {
    LogStream log = log(sender(MIB), Masker.NONE);

    assertThat(log.close(null).join()).isEqualTo(LogCount.NONE);
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void sendsWhatIsPendingWhenItsTimeHasCome() throws InterruptedException {
    LogSender sender = sender(MIB);
    LogStream log = log(sender, Masker.NONE);

    log.add(LogLevel.INFO, "first");
    sender.runOnce();
    log.add(LogLevel.INFO, "second");
    sender.runOnce();
    sender.runOnce();

    assertThat(chunks()).extracting(LogChunk::firstEntry).containsExactly(1L, 2L);
  }

  @Test
  void masksBeforeAnythingLeaves() throws InterruptedException {
    LogStream log = log(sender(MIB), Masker.of(List.of("hunter2")));

    log.add(LogLevel.INFO, "password=hunter2");
    log.close("failed with hunter2").join();

    assertThat(entries())
        .extracting(LogEntry::message)
        .containsExactly("password=***", "failed with ***");
  }

  @Test
  void cutsAMessageThatIsTooLongIntoSeveralEntries() throws InterruptedException {
    LogStream log = log(sender(MIB), Masker.NONE);

    log.add(LogLevel.WARN, "x".repeat(65_535) + "😀" + "\uD800");
    log.close(null).join();

    assertThat(entries()).extracting(entry -> entry.message().length()).containsExactly(65_535, 3);
    assertThat(entries().get(1).message()).isEqualTo("😀\uFFFD");
  }

  @Test
  void saysWhereItWasCutAndStillSaysWhyTheJobFailed() throws InterruptedException {
    LogStream log = log(sender(10, MIB), Masker.NONE);

    log.add(LogLevel.INFO, "12345");
    log.add(LogLevel.INFO, "67890");
    log.add(LogLevel.INFO, "x");
    log.add(LogLevel.INFO, "y");
    LogCount count = log.close("broken").join();

    assertThat(count.entries()).isEqualTo(4);
    assertThat(entries())
        .extracting(entry -> entry.level() + " " + entry.message())
        .containsExactly(
            "INFO 12345",
            "INFO 67890",
            "WARN the log is cut here: it reached its limit of 10 bytes, what follows is not kept",
            "ERROR broken");
  }

  @Test
  void addsNothingAfterItsEnd() throws InterruptedException {
    LogStream log = log(sender(MIB), Masker.NONE);
    log.add(LogLevel.INFO, "kept");
    LogCount count = log.close(null).join();

    log.add(LogLevel.INFO, "late");

    assertThat(log.close(null).join()).isEqualTo(count);
    assertThat(entries()).hasSize(1);
  }

  @Test
  void makesAWriterWaitWhileTooMuchIsOnItsWay() throws Exception {
    producer = producer(false);
    LogStream log = log(sender(MIB), Masker.NONE);

    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 40; i++) {
                add(log, "x".repeat(60_000));
              }
            });
    Await.until("chunks are on their way", () -> producer.history().size() >= 3);
    long sent = producer.history().stream().mapToLong(record -> record.value().length).sum();
    boolean waits = !writer.isDone();
    Await.until("all is acknowledged", () -> !producer.completeNext() && writer.isDone());

    assertThat(waits).isTrue();
    assertThat(sent).isLessThan(MIB);
    CompletableFuture<LogCount> complete = log.close(null);
    Await.until("the rest is acknowledged", () -> !producer.completeNext() && complete.isDone());
    assertThat(complete.join().entries()).isEqualTo(40);
  }

  @Test
  void isCompleteOnlyWhenEveryChunkIsAcknowledged() throws InterruptedException {
    producer = producer(false);
    LogStream log = log(sender(MIB), Masker.NONE);
    log.add(LogLevel.INFO, "one");

    CompletableFuture<LogCount> complete = log.close(null);

    assertThat(complete).isNotDone();
    producer.completeNext();
    assertThat(complete).isCompletedWithValue(new LogCount(1, 1));
  }

  private static void add(LogStream log, String text) {
    try {
      log.add(LogLevel.INFO, text);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private LogSender sender(int inFlight) {
    return sender(1L << 40, inFlight);
  }

  private LogSender sender(long cap, int inFlight) {
    return new LogSender(
        new LogSettings(cap, inFlight, Duration.ofMillis(200)),
        "logs",
        new DurableSender(() -> producer, retries));
  }

  private static LogStream log(LogSender sender, Masker masker) {
    return new LogStream(
        new LogOwner(
            JobId.of("01890a5d-ac96-774b-bcce-b302099a8057"),
            1,
            new Origin("w", "i"),
            new Claim(Pool.DEFAULT, 0, 7, 1)),
        masker,
        sender,
        Clock.fixed(Instant.parse("2026-01-31T08:30:00Z"), ZoneOffset.UTC));
  }

  private List<LogChunk> chunks() {
    return producer.history().stream().map(record -> LogChunkCodec.decode(record.value())).toList();
  }

  private List<LogEntry> entries() {
    return chunks().stream().flatMap(chunk -> chunk.entries().stream()).toList();
  }

  private static MockProducer<byte[], byte[]> producer(boolean autoComplete) {
    return new MockProducer<>(
        autoComplete, null, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
