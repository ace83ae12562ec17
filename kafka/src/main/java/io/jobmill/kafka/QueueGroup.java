// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import java.time.Duration;

/**
 * The share group of a queue, as the cluster runs it.
 *
 * @param lockDuration how long records that a frozen worker took are kept from the others
 * @param deliveryLimit how often a record is handed out before the broker drops it without a word
 */
public record QueueGroup(String groupId, Duration lockDuration, int deliveryLimit) {

  /** A line for the start-up log: which bound the cluster's settings leave. */
  public String bound() {
    return "jobs taken by a worker that freezes are handed out again after %d s, at most %d times group=%s"
        .formatted(lockDuration.toSeconds(), deliveryLimit, groupId);
  }
}
