// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import io.jobmill.event.Command;
import io.jobmill.job.Priority;
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
 * One member of a queue's share group, with a thread of its own. It asks for as many records as it
 * has slots, always the same number, because that is fixed in a consumer.
 *
 * <p>An empty poll leaves a fetch behind that still takes records, so the slots stay kept from the
 * moment of a poll until one has returned records. Nothing but leaving the group takes that fetch
 * back, which is what a lane does when jobs of another queue need its slots. Polls are short and
 * never woken: a wake-up could hit the confirmation of a claim.
 */
final class Lane implements Loop {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration CLOSE = Duration.ofSeconds(1);

  /** So many waits for slots in a row, and a lane that must not hold a partition gives it up. */
  private static final int PATIENCE = 25;

  /** So many empty polls in a row, and nothing is there: one may be over before it began. */
  private static final int QUIET = 2;

  /** So many polls a new member may need until it is given its partition. */
  private static final int JOINING = 10;

  /** So many waits a lane that gave its slots up does not look for jobs again by itself. */
  private static final int REST = 5;

  private final Place place;
  private final Supplier<ShareConsumer<byte[], byte[]>> consumers;
  private final Claimer claimer;
  private final Slots slots;
  private final Starter starter;
  private final AtomicInteger passes = new AtomicInteger();
  private @Nullable ShareConsumer<byte[], byte[]> consumer;
  private boolean kept;
  private int waits;
  private int empties;
  private boolean settled;
  private int rest;

  /**
   * @param helps whether it comes only where another lane finds many jobs one after the other
   * @param leavesWhenFull whether to leave the group while there are no slots: on a queue of
   *     several partitions the group gives each to some members only, and one of them must not keep
   *     others from it
   */
  record Place(Priority priority, String topic, int size, boolean helps, boolean leavesWhenFull) {

    /** In so many looks in a row there were jobs before help comes. */
    private static final int MANY = 20;

    private boolean isNeeded(Slots slots) {
      return !helps || slots.streak(priority) >= MANY;
    }
  }

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
    if (kept && foundNothing() && slots.shouldYield(place.priority(), place.size())) {
      yieldSlots();
    }
    if (!kept && !keepSlots()) {
      waitForSlots();
      return;
    }
    kept = true;
    waits = 0;
    ShareConsumer<byte[], byte[]> polled = joined();
    ConsumerRecords<byte[], byte[]> batch = polled.poll(POLL);
    passes.incrementAndGet();
    if (batch.isEmpty()) {
      cameBackEmpty();
      return;
    }
    empties = 0;
    settled = true;
    slots.notice(place.priority());
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
    settle(0);
  }

  /** How many passes went well; a lane that stands still does not count up. */
  int passes() {
    return passes.get();
  }

  private boolean keepSlots() throws InterruptedException {
    if (!place.isNeeded(slots)) {
      Thread.sleep(POLL.toMillis());
      return false;
    }
    var asking = new Slots.Asking(!place.helps() && rest == 0, waits > 0);
    return slots.keep(place.priority(), place.size(), asking, POLL);
  }

  /** Whether the last polls show that nothing is there. */
  private boolean foundNothing() {
    return empties >= (settled ? 1 : JOINING);
  }

  private void cameBackEmpty() {
    empties++;
    if (empties >= QUIET && foundNothing()) {
      slots.quiet(place.priority());
      if (place.helps()) {
        yieldSlots();
      }
    }
  }

  private void yieldSlots() {
    ended();
    empties = 0;
    rest = REST;
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
    settle(attempts.size());
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

  private void settle(int attempts) {
    if (kept) {
      slots.settle(place.priority(), place.size(), attempts);
      kept = false;
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
    rest = Math.max(0, rest - 1);
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
      empties = 0;
      settled = false;
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
