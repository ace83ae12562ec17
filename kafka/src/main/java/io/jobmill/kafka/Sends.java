// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Sends many records at once and waits until the fate of each is known.
 *
 * <p>Bounded by the producer's delivery timeout, twice at worst: once to learn where the topic is,
 * once to be acknowledged. May be shared by threads.
 */
public final class Sends {

  private final Producer<byte[], byte[]> producer;

  public Sends(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /**
   * Sends all, in this order for each partition, and waits for all.
   *
   * @return where each record stands, in the order given
   * @throws SendFailedException if any was not acknowledged; the others may have been
   */
  public List<RecordMetadata> all(Collection<ProducerRecord<byte[], byte[]>> records) {
    var outcomes = each(records);
    var acknowledged = new ArrayList<RecordMetadata>(outcomes.size());
    for (var outcome : outcomes) {
      if (outcome instanceof SendOutcome.Acknowledged done) {
        acknowledged.add(done.at());
      }
    }
    if (acknowledged.size() < outcomes.size()) {
      throw failure(List.copyOf(records), outcomes, outcomes.size() - acknowledged.size());
    }
    return acknowledged;
  }

  /** Sends a record, whose outcome may be waited for later. */
  public Pending begin(ProducerRecord<byte[], byte[]> record) {
    var future = send(record, List.of());
    return () -> outcome(future);
  }

  /** A record that is under way. */
  @FunctionalInterface
  public interface Pending {

    /** Waits until it is known. */
    SendOutcome outcome();
  }

  /** Sends all and waits for all; the outcomes come in the order given. */
  public List<SendOutcome> each(Collection<ProducerRecord<byte[], byte[]>> records) {
    var sent = new ArrayList<Future<RecordMetadata>>(records.size());
    for (var record : records) {
      sent.add(send(record, sent));
    }
    var outcomes = new ArrayList<SendOutcome>(sent.size());
    for (var future : sent) {
      outcomes.add(outcome(future));
    }
    return outcomes;
  }

  private Future<RecordMetadata> send(
      ProducerRecord<byte[], byte[]> record, List<Future<RecordMetadata>> before) {
    // While the cluster cannot be reached every send blocks for the whole timeout, so one is
    // enough.
    if (!before.isEmpty() && timedOut(before.get(before.size() - 1))) {
      return before.get(before.size() - 1);
    }
    try {
      return producer.send(record);
    } catch (InterruptException e) {
      throw e;
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static boolean timedOut(Future<RecordMetadata> future) {
    return future.isDone()
        && outcome(future) instanceof SendOutcome.Failed failed
        && failed.cause() instanceof TimeoutException;
  }

  private static SendOutcome outcome(Future<RecordMetadata> future) {
    try {
      return new SendOutcome.Acknowledged(future.get());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      return new SendOutcome.Failed(
          e.getCause() instanceof RuntimeException cause
              ? cause
              : new KafkaException(e.getCause()));
    }
  }

  private static SendFailedException failure(
      List<ProducerRecord<byte[], byte[]>> records, List<SendOutcome> outcomes, int failed) {
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) instanceof SendOutcome.Failed first) {
        return new SendFailedException(
            failed, records.size(), records.get(i).topic(), first.cause());
      }
    }
    throw new IllegalStateException("no record failed");
  }
}
