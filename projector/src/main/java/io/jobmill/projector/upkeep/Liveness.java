// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.event.Origin;
import io.jobmill.event.WorkerRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the workers topic has said so far. The time here is the append time of this process's own
 * last tick, so that neither lag nor a skewed clock looks like silence; and when ticks were
 * missing, as in an outage, every silence begins anew.
 */
final class Liveness {

  /** Ticks come every second; without one for so long, heartbeats may have been missing as well. */
  private static final Duration GAP = Duration.ofSeconds(3);

  /**
   * A worker that has been silent for so long is forgotten; an attempt of its own is lost all the
   * same.
   */
  private static final Duration FORGET = Duration.ofHours(1);

  private final Map<String, Sign> signs = new HashMap<>();
  private final Origin self;
  private @Nullable Instant now;
  private @Nullable Instant steadySince;

  Liveness(Origin self) {
    this.self = self;
  }

  /**
   * Takes in the next record of the topic.
   *
   * @return whether it was this process's own tick: time has moved on
   */
  boolean read(WorkerRecord record, Instant appendedAt) {
    if (record instanceof WorkerRecord.Heartbeat heartbeat) {
      signs.put(heartbeat.origin().id(), Sign.of(heartbeat, appendedAt));
      return false;
    }
    if (!(record instanceof WorkerRecord.Tick tick) || !tick.origin().equals(self)) {
      return false;
    }
    if (now == null || Duration.between(now, appendedAt).compareTo(GAP) > 0) {
      steadySince = appendedAt;
    }
    now = appendedAt;
    signs.values().removeIf(sign -> sign.appendedAt().plus(FORGET).isBefore(appendedAt));
    return true;
  }

  /** The broker's time; empty until the first tick has been read back. */
  Optional<Instant> now() {
    return Optional.ofNullable(now);
  }

  /** Since when no sign of life can have been missed; empty until the first tick. */
  Optional<Instant> steadySince() {
    return Optional.ofNullable(steadySince);
  }

  Optional<Sign> lastSign(String worker) {
    return Optional.ofNullable(signs.get(worker));
  }

  Collection<Sign> signs() {
    return signs.values();
  }
}
