// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.event.Command;
import io.jobmill.event.WorkerRecord.Running;
import io.jobmill.job.JobStatus;
import io.jobmill.view.JobView;
import java.util.Optional;

/** What a worker has to be told about an attempt that it lists and that is not its own any more. */
final class StopRule {

  private StopRule() {}

  /** About a job that has not ended. */
  static Optional<Command> wish(Sign sign, Running listed, ActiveJob job) {
    boolean earlier =
        listed.attempt() < job.attempt()
            || (listed.attempt() == job.attempt() && listed.ask() < job.ask());
    if (earlier) {
      return Optional.of(new Command(job.id(), job.attempt(), job.queue(), job.ask()));
    }
    if (!listed.equals(job.asListed())) {
      return Optional.empty();
    }
    if (job.isAwaited()) {
      // Each of several workers may have its part, and may be further with it than the view.
      return Optional.empty();
    }
    if (!job.holders().isEmpty()) {
      // Names the owner's record, so it stops nobody if the view is only behind.
      return job.holders().stream().anyMatch(h -> h.worker().equals(sign.worker()))
          ? Optional.empty()
          : Optional.of(new Command(job.id(), job.attempt(), job.queue(), job.ask()));
    }
    boolean over = job.status() == JobStatus.RETRYING && isStillListedAfter(sign, job);
    return over ? Optional.of(new Command(job.id(), job.attempt() + 1)) : Optional.empty();
  }

  /** About a job that has ended: whoever still runs it runs it in vain. */
  static Optional<Command> wish(Sign sign, Running listed, JobView ended) {
    boolean over =
        ended.status().isTerminal()
            && sign.appendedAt().isAfter(ended.updatedAt().plus(sign.every()));
    return over
        ? Optional.of(new Command(ended.id(), Math.max(ended.attempt(), listed.attempt()) + 1))
        : Optional.empty();
  }

  /** An attempt leaves the list only after its end is acknowledged: one heartbeat may overlap. */
  private static boolean isStillListedAfter(Sign sign, ActiveJob job) {
    return sign.appendedAt().isAfter(job.since().plus(sign.every()));
  }
}
