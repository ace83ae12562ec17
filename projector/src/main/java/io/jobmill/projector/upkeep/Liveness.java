// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.event.Origin;
import io.jobmill.event.WorkerRecord;
import io.jobmill.job.Pool;
import io.jobmill.projector.metrics.ProjectorListener.Hearing;
import io.jobmill.projector.metrics.ProjectorListener.Strength;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
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

  /** After so many heartbeats that did not come a worker is not heard any more. */
  private static final int MISSED = 3;

  private final Map<String, Sign> signs = new HashMap<>();
  private final Origin self;
  private @Nullable Instant now;
  private @Nullable Instant steadySince;
  private Duration skew = Duration.ZERO;

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
    skew = Duration.between(appendedAt, tick.at());
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

  /** Who is heard now. A worker's slots are shared by its pools evenly. */
  Hearing hearing() {
    Map<Pool, Strength> pools = new HashMap<>();
    Duration workersSkew = Duration.ZERO;
    for (Sign sign : signs.values()) {
      if (now == null || !sign.isAlive(now, MISSED)) {
        continue;
      }
      workersSkew = sign.skew().abs().compareTo(workersSkew) > 0 ? sign.skew().abs() : workersSkew;
      List<Pool> served = sign.profile().pools();
      for (Pool pool : served) {
        if (sign.profile().serves(pool)) {
          Strength one = new Strength(1, sign.profile().slots() / served.size());
          pools.merge(pool, one, Liveness::sum);
        }
      }
    }
    return new Hearing(skew.abs(), workersSkew, pools);
  }

  private static Strength sum(Strength one, Strength other) {
    return new Strength(one.workers() + other.workers(), one.slots() + other.slots());
  }

  Collection<Sign> signs() {
    return signs.values();
  }
}
