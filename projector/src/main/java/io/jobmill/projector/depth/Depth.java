// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.depth;

import java.util.Optional;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.jspecify.annotations.Nullable;

/**
 * What waits in one partition of a queue.
 *
 * @param requests that no worker has accepted
 * @param oldest where the first of them stands
 */
record Depth(long requests, long oldest) {

  /**
   * The broker notes where the group begins only with the next acknowledgement, so on a queue that
   * was idle that may be long done with; its count is not. What was accepted out of order stands
   * between the two for milliseconds only.
   *
   * @param group absent while no worker has ever joined
   * @param first the first offset that the queue still has
   */
  static Depth of(@Nullable SharePartitionOffsetInfo group, long first, long end) {
    long from = group == null ? first : Math.max(first, group.startOffset());
    long span = Math.max(0, end - from);
    Optional<Long> lag = group == null ? Optional.empty() : group.lag();
    long requests = Math.min(span, Math.max(0, lag.orElse(span)));
    return new Depth(requests, end - requests);
  }
}
