// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.report;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records until they are acknowledged, through outages of any length: what is given to it is
 * lost only with the process. Records of one partition keep their order unless one has to be sent
 * again.
 */
public final class DurableSender implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DurableSender.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Supplier<Producer<byte[], byte[]>> producers;
  private final ScheduledExecutorService retries;
  private final AtomicLong failures = new AtomicLong();
  private Producer<byte[], byte[]> producer;
  private boolean closed;

  /**
   * @param producers makes a producer; asked again when one has failed for good
   * @param retries runs what has to be sent again
   */
  public DurableSender(
      Supplier<Producer<byte[], byte[]>> producers, ScheduledExecutorService retries) {
    this.producers = producers;
    this.retries = retries;
    this.producer = producers.get();
  }

  /**
   * Sends the record; waits while the producer's buffer is full.
   *
   * @return completed when the record is acknowledged; fails only if it is too large for its topic
   */
  public CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record) {
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    trySend(record, acknowledged);
    return acknowledged;
  }

  /** How often a send had to be repeated. */
  public long failures() {
    return failures.get();
  }

  private void trySend(
      ProducerRecord<byte[], byte[]> record, CompletableFuture<Void> acknowledged) {
    Producer<byte[], byte[]> current = current();
    try {
      // The callback tells all that the future would.
      Future<?> unused =
          current.send(
              record,
              (metadata, failure) -> {
                if (failure == null) {
                  acknowledged.complete(null);
                } else {
                  failed(record, acknowledged, failure, current);
                }
              });
    } catch (InterruptException e) {
      // Only the caller is to stop, not the record. The exception has set the flag again.
      failed(record, acknowledged, e, current);
    } catch (RuntimeException e) {
      failed(record, acknowledged, e, current);
    }
  }

  private void failed(
      ProducerRecord<byte[], byte[]> record,
      CompletableFuture<Void> acknowledged,
      Exception failure,
      Producer<byte[], byte[]> current) {
    if (failure instanceof RecordTooLargeException) {
      acknowledged.completeExceptionally(failure);
      return;
    }
    if (isClosed()) {
      log.warn("record left unsent at shutdown topic={}", record.topic());
      return;
    }
    long count = failures.incrementAndGet();
    if (Long.bitCount(count) == 1) {
      log.warn("send failed, will retry topic={} failures={}", record.topic(), count, failure);
    }
    try {
      Future<?> unused =
          retries.schedule(
              () -> sendAgain(record, acknowledged, failure, current),
              PAUSE.toMillis(),
              TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.warn("record left unsent at shutdown topic={}", record.topic());
    }
  }

  private void sendAgain(
      ProducerRecord<byte[], byte[]> record,
      CompletableFuture<Void> acknowledged,
      Exception failure,
      Producer<byte[], byte[]> failed) {
    if (ProducerFaults.isFatal(failure)) {
      replace(failed);
    }
    trySend(record, acknowledged);
  }

  private synchronized Producer<byte[], byte[]> current() {
    return producer;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized void replace(Producer<byte[], byte[]> broken) {
    if (producer == broken && !closed) {
      log.warn("producer cannot go on, replacing it");
      producer = producers.get();
      broken.close(Duration.ZERO);
    }
  }

  /** Waits a moment for what is on its way. */
  @Override
  public void close() {
    Producer<byte[], byte[]> last;
    synchronized (this) {
      closed = true;
      last = producer;
    }
    last.close(Duration.ofMillis(500));
  }
}
