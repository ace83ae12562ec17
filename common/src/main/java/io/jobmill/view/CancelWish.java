// SPDX-License-Identifier: Apache-2.0
package io.jobmill.view;

import io.jobmill.job.OneLine;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody wants a job ended.
 *
 * @param at the broker's append time of the wish
 * @param by who asked
 */
public record CancelWish(Instant at, String by, @Nullable String reason) {

  /** How the end of the job reads. */
  public String message() {
    return OneLine.of("cancelled by " + by + (reason == null ? "" : ": " + reason));
  }
}
