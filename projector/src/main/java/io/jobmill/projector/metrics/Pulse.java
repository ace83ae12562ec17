// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How the projector fares at this moment: what health is judged by, and gauges show. Written by the
 * loops, read by anybody.
 */
public final class Pulse {

  private final Clock clock;
  private final Map<String, Backlog> backlogs = new ConcurrentHashMap<>();
  private final Map<String, Integer> owned = new ConcurrentHashMap<>();
  private volatile @Nullable Instant lastTick;

  private record Backlog(long records, @Nullable Instant oldest) {}

  Pulse(Clock clock) {
    this.clock = clock;
  }

  void ticked() {
    lastTick = clock.instant();
  }

  void owns(String topic, int partitions) {
    owned.put(topic, partitions);
  }

  void behind(String topic, long records, @Nullable Instant oldest) {
    backlogs.put(topic, new Backlog(records, oldest));
  }

  long lag(String topic) {
    Backlog backlog = backlogs.get(topic);
    return backlog == null ? 0 : backlog.records();
  }

  /** How long the oldest record that was read and is not projected has been waiting. */
  public Duration delay(String topic) {
    Backlog backlog = backlogs.get(topic);
    Instant oldest = backlog == null ? null : backlog.oldest();
    return oldest == null ? Duration.ZERO : since(oldest);
  }

  /** Empty until the group has told this process which partitions are its own. */
  public OptionalInt partitions(String topic) {
    Integer partitions = owned.get(topic);
    return partitions == null ? OptionalInt.empty() : OptionalInt.of(partitions);
  }

  /** How long nothing that this process wrote to Kafka was read back; empty before the first. */
  public Optional<Duration> silence() {
    Instant tick = lastTick;
    return tick == null ? Optional.empty() : Optional.of(since(tick));
  }

  private Duration since(Instant then) {
    Duration since = Duration.between(then, clock.instant());
    return since.isNegative() ? Duration.ZERO : since;
  }
}
