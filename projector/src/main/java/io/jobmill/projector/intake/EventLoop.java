// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.intake;

import io.jobmill.kafka.Loop;
import io.jobmill.kafka.SendFailedException;
import io.jobmill.projector.projection.FoldedJob;
import io.jobmill.projector.store.PositionsMovedException;
import io.jobmill.projector.store.StatusTally;
import io.jobmill.projector.upkeep.LimitChanges;
import io.jobmill.projector.upkeep.Upkeep;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the events topic and keeps the store at its end; between batches, upkeep. While the store
 * is away nothing is skipped: the batch waits, the partitions are kept.
 */
final class EventLoop implements Loop, FeedOwner {

  private static final Logger log = LoggerFactory.getLogger(EventLoop.class);
  private static final Duration IDLE = Duration.ofMillis(50);

  /** While a batch is being written: its end is noticed this much later at worst. */
  private static final Duration BUSY = Duration.ofMillis(1);

  /** What a write may still take when partitions are given away; after that the guard decides. */
  private static final Duration SETTLE = Duration.ofSeconds(10);

  private final Feed feed;
  private final EventReader reader;
  private final Writing writing;
  private final Followers followers;
  private final int mostEvents;
  private final Set<Integer> owned = new HashSet<>();
  private EventBatch gathered = new EventBatch();

  /** What follows which partitions are owned, and what becomes of their jobs. */
  record Followers(Upkeep upkeep, StatusTally tally, LimitChanges limits) {}

  /**
   * @param mostEvents gathered for one batch
   */
  EventLoop(Feed feed, EventReader reader, Writing writing, Followers followers, int mostEvents) {
    this.feed = feed;
    this.reader = reader;
    this.writing = writing;
    this.followers = followers;
    this.mostEvents = mostEvents;
    feed.open(this);
  }

  @Override
  public void runOnce() {
    try {
      gather();
      tell();
      writing.finished().ifPresent(this::projected);
    } catch (PositionsMovedException e) {
      log.warn(
          "the store is not as it was left, reading on from where it is reason={}", e.getMessage());
      writing.drop();
      feed.placeAgain(this);
      return;
    }
    if (writing.isFree() && (!gathered.isEmpty() || writing.isDue())) {
      EventBatch full = gathered;
      gathered = new EventBatch();
      writing.begin(full);
    }
    followers.upkeep().pass();
  }

  @Override
  public void neverRead(Set<Integer> partitions) {
    writing.prepare(partitions);
  }

  @Override
  public void assigned(Map<Integer, Long> next) {
    followers.upkeep().assigned(next);
    followers.tally().assigned(next);
    owned.addAll(next.keySet());
  }

  @Override
  public void revoked(Set<Integer> partitions) {
    gathered.drop(partitions);
    writing.settle(SETTLE).ifPresent(this::projected);
    writing.forgetViews();
    owned.removeAll(partitions);
    followers.tally().revoked(partitions);
    followers.upkeep().revoked(partitions);
  }

  @Override
  public void wakeUp() {
    feed.wakeUp();
  }

  @Override
  public void ended() {
    feed.close();
    writing.close();
  }

  private void gather() {
    if (gathered.size() >= mostEvents) {
      feed.keepAlive(BUSY, this);
      return;
    }
    var records = feed.poll(writing.isFree() ? IDLE : BUSY, this);
    if (records.isEmpty()) {
      if (writing.isFree() && gathered.isEmpty()) {
        feed.idle();
      }
      return;
    }
    try {
      reader.read(records, gathered);
    } catch (SendFailedException e) {
      feed.rewind(records);
      throw e;
    }
  }

  private void tell() {
    EventBatch current = writing.current();
    Instant oldest = current.oldest() == null ? gathered.oldest() : current.oldest();
    feed.tell(current.size() + gathered.size(), oldest);
  }

  private void projected(Writing.Written written) {
    Map<Integer, Long> reached = new HashMap<>(written.batch().next());
    reached.keySet().retainAll(owned);
    List<FoldedJob> mine =
        written.jobs().stream().filter(job -> owned.contains(job.after().partition())).toList();
    followers.upkeep().projected(mine, reached);
    mine.forEach(followers.limits()::see);
  }
}
