// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.intake;

import io.jobmill.kafka.Loop;
import io.jobmill.kafka.SendFailedException;
import io.jobmill.projector.projection.FoldedJob;
import io.jobmill.projector.upkeep.Upkeep;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the events topic and keeps the store at its end; between batches, upkeep. While the store
 * is away nothing is skipped: the batch waits, the partitions are kept.
 */
final class EventLoop implements Loop, FeedOwner {

  private static final Duration IDLE = Duration.ofMillis(50);

  /** While a batch is being written: its end is noticed this much later at worst. */
  private static final Duration BUSY = Duration.ofMillis(5);

  /** What a write may still take when partitions are given away; after that the guard decides. */
  private static final Duration SETTLE = Duration.ofSeconds(10);

  private final Feed feed;
  private final EventReader reader;
  private final Writing writing;
  private final Upkeep upkeep;
  private final int mostEvents;
  private final Set<Integer> owned = new HashSet<>();
  private EventBatch gathered = new EventBatch();

  /**
   * @param mostEvents gathered for one batch
   */
  EventLoop(Feed feed, EventReader reader, Writing writing, Upkeep upkeep, int mostEvents) {
    this.feed = feed;
    this.reader = reader;
    this.writing = writing;
    this.upkeep = upkeep;
    this.mostEvents = mostEvents;
    feed.open(this);
  }

  @Override
  public void runOnce() {
    gather();
    writing.finished().ifPresent(this::projected);
    if (writing.isFree() && !gathered.isEmpty()) {
      EventBatch full = gathered;
      gathered = new EventBatch();
      writing.begin(full);
    }
    upkeep.pass();
  }

  @Override
  public void assigned(Map<Integer, Long> next) {
    upkeep.assigned(next);
    owned.addAll(next.keySet());
  }

  @Override
  public void revoked(Set<Integer> partitions) {
    gathered.drop(partitions);
    writing.settle(SETTLE).ifPresent(this::projected);
    writing.forgetViews();
    owned.removeAll(partitions);
    upkeep.revoked(partitions);
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
      return;
    }
    try {
      reader.read(records, gathered);
    } catch (SendFailedException e) {
      feed.rewind(records);
      throw e;
    }
  }

  private void projected(Writing.Written written) {
    Map<Integer, Long> reached = new HashMap<>(written.batch().next());
    reached.keySet().retainAll(owned);
    List<FoldedJob> mine =
        written.jobs().stream().filter(job -> owned.contains(job.after().partition())).toList();
    upkeep.projected(mine, reached);
  }
}
