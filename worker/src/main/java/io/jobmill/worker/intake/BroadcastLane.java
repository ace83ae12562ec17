// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import io.jobmill.job.Priority;
import io.jobmill.kafka.Loop;
import io.jobmill.worker.execution.Slots;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes what is broadcast to a pool's workers, one record after the other: one that has to wait for
 * a slot holds up those behind it, until the deadline they all have.
 */
final class BroadcastLane implements Loop {

  private static final Duration POLL = Duration.ofMillis(200);

  private final BroadcastFeed feed;
  private final BroadcastClaimer claimer;
  private final Slots slots;
  private final Lane.Starter starter;
  private final AtomicInteger passes = new AtomicInteger();

  BroadcastLane(BroadcastFeed feed, BroadcastClaimer claimer, Slots slots, Lane.Starter starter) {
    this.feed = feed;
    this.claimer = claimer;
    this.slots = slots;
    this.starter = starter;
  }

  @Override
  public void runOnce() throws InterruptedException {
    Optional<ConsumerRecord<byte[], byte[]>> next = feed.next(POLL);
    passes.incrementAndGet();
    if (next.isPresent()) {
      Optional<BroadcastPart> own = claimer.own(next.get(), feed.pool());
      if (own.isPresent()) {
        take(own.get());
      } else {
        feed.skip();
      }
    }
  }

  @Override
  public void ended() {
    feed.close();
    starter.drain().rests(this);
  }

  /** How many passes went well. */
  int passes() {
    return passes.get();
  }

  private void take(BroadcastPart part) throws InterruptedException {
    if (starter.drain().isWished()) {
      claimer.refuse(part, feed, "the worker is drained and takes no jobs");
    } else if (slots.take(POLL)) {
      starter.drain().begins(this);
      try {
        run(part);
      } finally {
        starter.drain().rests(this);
      }
    }
  }

  private void run(BroadcastPart part) {
    boolean started = false;
    try {
      var attempt = claimer.claim(part, feed);
      if (attempt.isPresent()) {
        starter.start(attempt.get(), slots);
        started = true;
        starter.listener().started(feed.pool(), 1);
      }
    } finally {
      if (!started) {
        slots.release(Priority.NORMAL);
      }
    }
  }
}
