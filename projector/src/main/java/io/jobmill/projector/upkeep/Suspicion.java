// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.job.Claim;
import io.jobmill.projector.upkeep.ActiveJob.Awaited;
import io.jobmill.projector.upkeep.ActiveJob.Holder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What of a job seems to have stopped; of a part that is given up, only that. */
final class Suspicion {

  private final Locks locks;
  private final Duration answerWithin;
  private final ExpirySweep sweep;

  /**
   * @param answerWithin how long a worker may be silent before an answer of it is given up
   */
  Suspicion(Locks locks, Duration answerWithin, ExpirySweep sweep) {
    this.locks = locks;
    this.answerWithin = answerWithin;
    this.sweep = sweep;
  }

  /** Everything there is to suspect at a tick. */
  List<Suspect> tick(ActiveJobs jobs, Liveness liveness) {
    locks.tick();
    List<Suspect> found = new ArrayList<>(sweep.tick(jobs, liveness));
    jobs.withWorkers().forEach(job -> found.addAll(of(job, liveness)));
    return found;
  }

  private List<Suspect> of(ActiveJob job, Liveness liveness) {
    List<Suspect> found = new ArrayList<>();
    Set<Claim> givenUp = new HashSet<>();
    for (Awaited part : job.awaited()) {
      if (AnswerRule.isGivenUp(job, part, liveness, answerWithin)) {
        found.add(new Suspect.Unanswered(job, part));
        givenUp.add(part.claim());
      }
    }
    for (Holder holder : job.holders()) {
      if (!givenUp.contains(holder.claim())) {
        LeaseRule.lost(
                job, holder, liveness, locks.of(job.queue().queue()), locks.defaultHeartbeat())
            .or(() -> ExpiryRule.overrun(job, holder, liveness))
            .ifPresent(reason -> found.add(new Suspect.Lost(job, holder, reason)));
      }
    }
    return found;
  }
}
