// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import io.jobmill.view.HistoryId;
import java.time.Instant;

/**
 * Where an event stands on the events topic.
 *
 * @param appendedAt by the broker's clock, the only one the fold knows
 */
public record Position(int partition, long offset, Instant appendedAt) {

  /** The id of the history row that the event at this place opens. */
  long historyId() {
    return HistoryId.of(appendedAt, partition, offset);
  }
}
