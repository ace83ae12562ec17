// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.intake;

import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.store.Positions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One topic, shared with the other members of a consumer group, each partition read from the
 * position that the store keeps for it. The group's own offsets are never used.
 */
public final class Feed {

  /** So often nothing came: time to look whether the store is still there. */
  private static final int LOOK_AFTER = 25;

  private static final Logger log = LoggerFactory.getLogger(Feed.class);

  private final Consumer<byte[], byte[]> consumer;
  private final Positions positions;
  private final String topic;
  private final ProjectorListener listener;
  private final Set<TopicPartition> unplaced = new HashSet<>();
  private boolean holding;
  private int idlePasses;

  public Feed(
      Consumer<byte[], byte[]> consumer,
      Positions positions,
      String topic,
      ProjectorListener listener) {
    this.consumer = consumer;
    this.positions = positions;
    this.topic = topic;
    this.listener = listener;
  }

  public void open(FeedOwner owner) {
    consumer.subscribe(List.of(topic), new Rebalance(owner));
  }

  /** New records, after having put partitions that were just assigned to their positions. */
  public ConsumerRecords<byte[], byte[]> poll(Duration wait, FeedOwner owner) {
    if (holding) {
      holding = false;
      consumer.resume(placed());
    }
    var records = consumer.poll(wait);
    place(owner);
    return records;
  }

  /**
   * Says how far behind this process is.
   *
   * @param held records that were handed out and are not dealt with
   * @param oldest when the first of those was appended; null if there are none
   */
  public void tell(int held, @Nullable Instant oldest) {
    listener.lag(topic, lag() + held, oldest);
  }

  /** Stays a member of the group for this long without taking records. */
  public void keepAlive(Duration wait, FeedOwner owner) {
    holding = true;
    consumer.pause(consumer.assignment());
    consumer.poll(wait);
    place(owner);
  }

  /**
   * Nothing came and nothing is being written: looks now and then whether the store is still as it
   * was left, because no write will tell.
   *
   * @throws io.jobmill.projector.store.PositionsMovedException if it is not
   */
  public void idle() {
    if (++idlePasses >= LOOK_AFTER) {
      idlePasses = 0;
      positions.verify(partitionsOf(placed()));
    }
  }

  /** Gives all partitions away and takes them over again, from where the store stands now. */
  public void placeAgain(FeedOwner owner) {
    Set<TopicPartition> mine = placed();
    consumer.pause(mine);
    unplaced.addAll(mine);
    owner.revoked(partitionsOf(mine));
    listener.owns(topic, Set.of());
  }

  /** Hands these records out once more: they could not be dealt with. */
  public void rewind(ConsumerRecords<byte[], byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      consumer.seek(partition, records.records(partition).get(0).offset());
    }
  }

  public void wakeUp() {
    consumer.wakeup();
  }

  public void close() {
    consumer.close();
  }

  /** What the consumer has not handed out, as far as it knows. */
  private long lag() {
    long lag = 0;
    for (TopicPartition partition : consumer.assignment()) {
      lag += consumer.currentLag(partition).orElse(0);
    }
    return lag;
  }

  private Set<TopicPartition> placed() {
    Set<TopicPartition> placed = new HashSet<>(consumer.assignment());
    placed.removeAll(unplaced);
    return placed;
  }

  /**
   * Not done in the rebalance itself: while the store is away this fails, and has to be repeated.
   */
  private void place(FeedOwner owner) {
    if (unplaced.isEmpty()) {
      return;
    }
    Map<Integer, Long> stored =
        positions.next(unplaced.stream().map(TopicPartition::partition).toList());
    Set<Integer> neverRead = partitionsOf(unplaced);
    neverRead.removeAll(stored.keySet());
    if (!neverRead.isEmpty()) {
      owner.neverRead(neverRead);
    }
    Map<TopicPartition, Long> first = consumer.beginningOffsets(unplaced);
    Map<Integer, Long> next = new HashMap<>();
    for (TopicPartition partition : unplaced) {
      long begin = first.getOrDefault(partition, 0L);
      long from = Math.max(begin, stored.getOrDefault(partition.partition(), begin));
      consumer.seek(partition, from);
      next.put(partition.partition(), from);
    }
    owner.assigned(next);
    log.info("partitions assigned topic={} next={}", topic, next);
    if (!holding) {
      consumer.resume(unplaced);
    }
    unplaced.clear();
    listener.owns(topic, partitionsOf(placed()));
  }

  private static Set<Integer> partitionsOf(Collection<TopicPartition> partitions) {
    Set<Integer> numbers = new HashSet<>();
    partitions.forEach(partition -> numbers.add(partition.partition()));
    return numbers;
  }

  private final class Rebalance implements ConsumerRebalanceListener {

    private final FeedOwner owner;

    Rebalance(FeedOwner owner) {
      this.owner = owner;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      consumer.pause(partitions);
      unplaced.addAll(partitions);
      if (consumer.assignment().isEmpty()) {
        listener.owns(topic, Set.of());
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      Set<Integer> mine = new HashSet<>();
      for (TopicPartition partition : partitions) {
        if (!unplaced.remove(partition)) {
          mine.add(partition.partition());
        }
      }
      if (!mine.isEmpty()) {
        owner.revoked(mine);
        Set<Integer> left = partitionsOf(placed());
        left.removeAll(mine);
        listener.owns(topic, left);
        log.info("partitions revoked topic={} partitions={}", topic, mine);
      }
    }
  }
}
