// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import io.jobmill.job.JobStatus;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each agent has made of a job, told from its runs: by hostname, each agent's last one. An
 * attempt that never ran there is none of an agent's, nor is one that was given back, unless the
 * agent had a part of its own, which nobody else will do.
 */
final class Responses {

  private final JobView view;
  private final Map<String, Run> last = new LinkedHashMap<>();

  Responses(JobView view) {
    this.view = view;
    for (Run run : view.runs()) {
      boolean passedOn = run.status() == RunStatus.HANDED_BACK && !view.request().isShared();
      if (run.status() != RunStatus.UNCLAIMED && !passedOn) {
        last.put(run.hostname(), run);
      }
    }
  }

  /** Every agent that has had the job. */
  Collection<Run> agents() {
    return last.values();
  }

  /**
   * The agents whose word counts: of a job with parts each that has ended; otherwise the one that
   * ended the job, however many were tried before it.
   */
  List<Run> answers() {
    if (view.request().isShared()) {
      return last.values().stream().filter(Responses::ended).toList();
    }
    return view.status().isTerminal() && view.status() != JobStatus.CANCELLED
        ? last.values().stream()
            .filter(Responses::ended)
            .max(Comparator.comparing(Run::attempt).thenComparing(Run::startedAt))
            .stream()
            .toList()
        : List.of();
  }

  /** The agent that ended last. */
  Optional<Run> latest() {
    return last.values().stream()
        .filter(Responses::ended)
        .max(
            Comparator.comparing(
                run -> Optional.ofNullable(run.endedAt()).orElse(run.startedAt())));
  }

  private static boolean ended(Run run) {
    return run.status() != RunStatus.RUNNING;
  }
}
