// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.projector.upkeep.ActiveJob.Awaited;
import java.time.Duration;
import java.time.Instant;

/** When upkeep no longer waits for a worker's part of a broadcast. */
final class AnswerRule {

  private AnswerRule() {}

  /**
   * Whether the deadline has passed, or the worker has not begun and was silent for so long that it
   * will hardly come back in time.
   */
  static boolean isGivenUp(ActiveJob job, Awaited part, Liveness liveness, Duration patience) {
    Instant now = liveness.now().orElse(null);
    Instant deadline = job.dueAt();
    if (now == null) {
      return false;
    }
    if (deadline != null && now.isAfter(deadline)) {
      return true;
    }
    Instant steady = liveness.steadySince().orElse(now);
    Instant heard = liveness.lastSign(part.worker().worker()).map(Sign::appendedAt).orElse(steady);
    Instant last = heard.isAfter(steady) ? heard : steady;
    Instant since = last.isAfter(job.since()) ? last : job.since();
    return !part.started() && now.isAfter(since.plus(patience));
  }
}
