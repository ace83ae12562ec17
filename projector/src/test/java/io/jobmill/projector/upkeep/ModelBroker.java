// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.event.Command;
import io.jobmill.event.WorkerRecord;
import io.jobmill.job.Claim;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.job.QueuePoint;
import io.jobmill.kafka.CompactedTable;
import io.jobmill.kafka.EventPartition;
import io.jobmill.projector.projection.PlacedEvent;
import io.jobmill.projector.projection.Position;
import io.jobmill.wire.CommandCodec;
import io.jobmill.wire.JobEventCodec;
import io.jobmill.wire.JobRequestCodec;
import io.jobmill.wire.Topics;
import io.jobmill.wire.WorkerRecordCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The topics that Jobmill's processes meet in, one queue partition with the locks of its share
 * group, and the one clock by which all is judged.
 */
final class ModelBroker {

  static final Topics TOPICS = new Topics(Topics.DEFAULT_PREFIX);
  static final Duration LOCK = Duration.ofSeconds(5);

  /** As often as the broker hands a record out before it gives it up. */
  private static final int MOST_DELIVERIES = 10;

  private final List<Queued> queue = new ArrayList<>();
  private final Map<Integer, List<PlacedEvent>> events = new TreeMap<>();
  private final List<Heard> workers = new ArrayList<>();
  private final List<Ordered> orders = new ArrayList<>();
  private final Map<String, CompactedTable.Entry<Command>> commands = new HashMap<>();
  private Instant now = Jobs.START;

  /** A request on the queue. */
  record Queued(JobRequest request, QueuePoint point, Instant at, Lock lock) {}

  /** A record of the workers topic. */
  record Heard(WorkerRecord record, Instant at) {}

  /** A record of the commands topic; a tombstone without a command. */
  record Ordered(String key, @Nullable Command command) {}

  /** A record handed out: to whom is told by the delivery, which nobody else has. */
  record Delivery(Queued queued, Claim claim) {}

  private static final class Lock {
    private int deliveries;
    private int kept;
    private boolean done;
    private @Nullable Instant until;
    private String holder = "";

    private void free() {
      until = null;
      kept = deliveries;
      done |= deliveries >= MOST_DELIVERIES;
    }
  }

  Instant now() {
    return now;
  }

  /** Time goes by; locks lapse. */
  void advance(Duration by) {
    now = now.plus(by);
    for (Queued queued : queue) {
      Instant until = queued.lock().until;
      if (until != null && !now.isBefore(until)) {
        queued.lock().free();
      }
    }
  }

  /** Returns the offset. */
  long append(ProducerRecord<byte[], byte[]> record) {
    String key = new String(record.key(), StandardCharsets.UTF_8);
    if (record.topic().equals(TOPICS.events())) {
      int partition = EventPartition.ofKey(record.key());
      List<PlacedEvent> log = events.computeIfAbsent(partition, none -> new ArrayList<>());
      Position at = new Position(partition, log.size(), now);
      log.add(new PlacedEvent(JobEventCodec.decode(record.value()), at));
      return at.offset();
    }
    if (record.topic().equals(TOPICS.queue(Pool.DEFAULT))) {
      int offset = queue.size();
      JobRequest request =
          JobRequestCodec.decode(record.topic(), 0, offset, record.key(), record.value());
      QueuePoint point = new QueuePoint(Pool.DEFAULT, 0, offset);
      queue.add(new Queued(request, point, now, new Lock()));
      return offset;
    }
    if (record.topic().equals(TOPICS.workers())) {
      workers.add(new Heard(WorkerRecordCodec.decode(record.value()), now));
      return workers.size() - 1L;
    }
    if (record.topic().equals(TOPICS.commands())) {
      return order(key, record.value());
    }
    throw new AssertionError("nobody should write to " + record.topic());
  }

  private long order(String key, byte @Nullable [] value) {
    Command command = value == null ? null : CommandCodec.decode(value);
    orders.add(new Ordered(key, command));
    long offset = orders.size() - 1L;
    if (command == null) {
      commands.remove(key);
    } else {
      commands.put(key, new CompactedTable.Entry<>(key, command, 0, offset, now));
    }
    return offset;
  }

  /** Hands out the first record that nobody has. */
  Optional<Delivery> deliver(String member) {
    for (Queued queued : queue) {
      Lock lock = queued.lock();
      if (!lock.done && lock.until == null) {
        lock.deliveries++;
        lock.until = now.plus(LOCK);
        lock.holder = member;
        QueuePoint at = queued.point();
        Claim claim = new Claim(at.pool(), at.partition(), at.offset(), lock.deliveries);
        return Optional.of(new Delivery(queued, claim));
      }
    }
    return Optional.empty();
  }

  /** Whether the record is the member's for good. */
  boolean accept(Delivery delivery, String member) {
    boolean mine = isLockedBy(delivery, member);
    if (mine) {
      delivery.queued().lock().done = true;
      delivery.queued().lock().until = null;
    }
    return mine;
  }

  void release(Delivery delivery, String member) {
    if (isLockedBy(delivery, member)) {
      delivery.queued().lock().free();
    }
  }

  /** The member is gone, and the broker knows. */
  void disconnected(String member) {
    queue.stream()
        .map(Queued::lock)
        .filter(lock -> lock.until != null && lock.holder.equals(member))
        .forEach(Lock::free);
  }

  /** What was handed out is not on disk, nor how often it was since the last answer. */
  void restart() {
    for (Queued queued : queue) {
      Lock lock = queued.lock();
      if (lock.until != null) {
        lock.until = null;
        lock.deliveries = lock.kept;
      }
    }
  }

  private static boolean isLockedBy(Delivery delivery, String member) {
    Lock lock = delivery.queued().lock();
    return !lock.done
        && lock.until != null
        && lock.holder.equals(member)
        && lock.deliveries == delivery.claim().delivery();
  }

  /** Below which offset nothing is left to hand out. */
  long doneBelow() {
    int offset = 0;
    while (offset < queue.size() && queue.get(offset).lock().done) {
      offset++;
    }
    return offset;
  }

  List<Queued> queue() {
    return queue;
  }

  List<PlacedEvent> events(int partition) {
    return events.getOrDefault(partition, List.of());
  }

  Map<Integer, Long> eventEnds() {
    Map<Integer, Long> ends = new HashMap<>();
    for (int partition = 0; partition < Topics.EVENT_PARTITIONS; partition++) {
      ends.put(partition, (long) events(partition).size());
    }
    return ends;
  }

  List<Heard> workers() {
    return workers;
  }

  List<Ordered> orders() {
    return orders;
  }

  Map<String, CompactedTable.Entry<Command>> commands() {
    return commands;
  }
}
