// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import io.jobmill.event.Command;
import io.jobmill.kafka.Loop;
import io.jobmill.worker.command.Drain;
import io.jobmill.worker.execution.Attempt;
import io.jobmill.worker.execution.AttemptExecutor;
import io.jobmill.worker.execution.Slots;
import io.jobmill.worker.metrics.WorkerListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * One member of a pool's share group, with a thread of its own. It asks for as many records as it
 * has slots, always the same number, because that is fixed in a consumer.
 *
 * <p>An empty poll leaves a fetch behind that still takes records, so the slots stay kept from the
 * moment of a poll until one has returned records. Polls are short and never woken: a wake-up could
 * hit the confirmation of a claim.
 */
final class Lane implements Loop {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration CLOSE = Duration.ofSeconds(1);

  /** So many waits for slots in a row, and a lane that must not hold a partition gives it up. */
  private static final int PATIENCE = 25;

  private final Place place;
  private final Supplier<ShareConsumer<byte[], byte[]>> consumers;
  private final Claimer claimer;
  private final Slots slots;
  private final Starter starter;
  private final AtomicInteger passes = new AtomicInteger();
  private @Nullable ShareConsumer<byte[], byte[]> consumer;
  private boolean kept;
  private int waits;

  /**
   * @param leavesWhenFull whether to leave the group while there are no slots: on a queue of
   *     several partitions the group gives each to some members only, and one of them must not keep
   *     others from it
   */
  record Place(String topic, int size, boolean leavesWhenFull) {}

  /** Runs what was claimed, tells who listens, and knows whether anything is to be claimed. */
  record Starter(
      AttemptExecutor executor, Definitions definitions, WorkerListener listener, Drain drain) {

    /** Starts an attempt, and stops it if a command came while it was being claimed. */
    void start(Attempt attempt, Slots slots) {
      executor.start(attempt, slots);
      Command command = definitions.command(attempt.id());
      if (command != null) {
        executor.obey(command);
      }
    }
  }

  Lane(
      Place place,
      Supplier<ShareConsumer<byte[], byte[]>> consumers,
      Claimer claimer,
      Slots slots,
      Starter starter) {
    this.place = place;
    this.consumers = consumers;
    this.claimer = claimer;
    this.slots = slots;
    this.starter = starter;
  }

  @Override
  public void runOnce() throws InterruptedException {
    if (starter.drain().isWished()) {
      rest();
      return;
    }
    starter.drain().begins(this);
    if (!kept && !slots.keep(place.size(), POLL)) {
      waitForSlots();
      return;
    }
    kept = true;
    waits = 0;
    ShareConsumer<byte[], byte[]> polled = joined();
    ConsumerRecords<byte[], byte[]> batch = polled.poll(POLL);
    passes.incrementAndGet();
    if (batch.isEmpty()) {
      return;
    }
    if (starter.drain().isWished()) {
      // What came all the same goes back to the queue.
      leave();
    } else {
      take(polled, batch);
    }
  }

  @Override
  public void ended() {
    leave();
    if (kept) {
      slots.settle(place.size(), 0);
      kept = false;
    }
  }

  /** How many passes went well; a lane that stands still does not count up. */
  int passes() {
    return passes.get();
  }

  private void take(ShareConsumer<byte[], byte[]> polled, ConsumerRecords<byte[], byte[]> batch) {
    Claims claims;
    try {
      claims = claimer.claim(polled, batch, place.size());
    } catch (RuntimeException e) {
      // Some may be unanswered, and a consumer with such records cannot be polled: they are
      // released by leaving.
      leave();
      throw e;
    }
    List<Attempt> attempts = claims.attempts();
    slots.settle(place.size(), attempts.size());
    kept = false;
    for (Attempt attempt : attempts) {
      starter.start(attempt, slots);
    }
    if (!attempts.isEmpty()) {
      starter.listener().started(attempts.get(0).claim().pool(), attempts.size());
    }
    if (claims.trouble() != null) {
      // Ends the pass as a failed one, so that the next comes after a pause.
      throw new KafkaException("records went back to " + place.topic() + ": " + claims.trouble());
    }
  }

  /** Takes nothing; what a fetch that is under way acquires goes back. */
  private void rest() throws InterruptedException {
    ended();
    starter.drain().rests(this);
    passes.incrementAndGet();
    starter.drain().awaitEnd(POLL);
  }

  private void waitForSlots() {
    passes.incrementAndGet();
    waits++;
    if (place.leavesWhenFull() && waits >= PATIENCE) {
      leave();
    }
  }

  private ShareConsumer<byte[], byte[]> joined() {
    ShareConsumer<byte[], byte[]> member = consumer;
    if (member == null) {
      member = consumers.get();
      member.subscribe(List.of(place.topic()));
      consumer = member;
    }
    return member;
  }

  private void leave() {
    ShareConsumer<byte[], byte[]> member = consumer;
    consumer = null;
    if (member != null) {
      member.close(CLOSE);
    }
  }
}
