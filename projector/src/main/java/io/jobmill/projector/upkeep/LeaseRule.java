// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.projector.upkeep.ActiveJob.Holder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When an attempt is lost: its worker is silent, or alive and no longer lists it. */
final class LeaseRule {

  /** Heartbeats missed in a row before a worker counts as silent. */
  static final int MISSED_HEARTBEATS = 3;

  /** What confirming a claim may take beyond the lock, and listing it beyond that. */
  private static final Duration MARGIN = Duration.ofSeconds(2);

  private LeaseRule() {}

  /**
   * The reason for which the attempt, or the holder's part of it, is lost; empty while it is not.
   *
   * @param lock how long the broker keeps a record for a worker that has not confirmed its claim:
   *     until then the record may come again by itself, and a heartbeat need not list it
   */
  static Optional<String> lost(
      ActiveJob job, Holder holder, Liveness liveness, Duration lock, Duration every) {
    Instant now = liveness.now().orElse(Instant.MIN);
    if (now.isBefore(holder.startedAt().plus(lock).plus(MARGIN))) {
      return Optional.empty();
    }
    Instant settled = holder.startedAt().plus(lock).plus(MARGIN);
    Optional<Sign> sign = liveness.lastSign(holder.worker().id());
    if (sign.isPresent() && sign.get().appendedAt().isAfter(settled)) {
      // What a later start of the worker lists, it has from another record: not this claim.
      if (!sign.get().worker().equals(holder.worker())) {
        return Optional.of("the worker was restarted while it ran this");
      }
      if (!sign.get().attempts().contains(job.asListed())) {
        return Optional.of("the worker is alive and no longer has this");
      }
    }
    Instant last =
        latest(
            sign.map(Sign::appendedAt).orElse(Instant.MIN),
            latest(liveness.steadySince().orElse(now), holder.startedAt()));
    Duration allowed = sign.map(Sign::every).orElse(every).multipliedBy(MISSED_HEARTBEATS);
    Duration silence = Duration.between(last, now);
    return silence.compareTo(allowed) > 0
        ? Optional.of("the worker has been silent for %d s".formatted(silence.toSeconds()))
        : Optional.empty();
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
