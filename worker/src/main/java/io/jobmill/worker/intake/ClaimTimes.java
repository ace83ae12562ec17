// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import java.time.Duration;

/**
 * How a claim divides the time for which the broker keeps its records from others. If the sum were
 * longer than the lock, an attempt could be accepted here after it had been handed to another
 * worker.
 *
 * @param lookup to read definitions to their end
 * @param durable for one wait of a send; a batch takes two at worst
 * @param latestAccept after this no record is accepted any more
 * @param confirm to have the acceptance confirmed
 */
public record ClaimTimes(
    Duration lookup, Duration durable, Duration latestAccept, Duration confirm) {

  /** The least a producer can be told to take. */
  private static final Duration SHORTEST_SEND = Duration.ofSeconds(1);

  public static ClaimTimes within(Duration lock) {
    Duration durable = lock.multipliedBy(3).dividedBy(10);
    return new ClaimTimes(
        lock.dividedBy(10),
        durable.compareTo(SHORTEST_SEND) < 0 ? SHORTEST_SEND : durable,
        lock.multipliedBy(6).dividedBy(10),
        lock.multipliedBy(3).dividedBy(10));
  }
}
