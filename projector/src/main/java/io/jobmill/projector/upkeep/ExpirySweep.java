// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.job.JobTimes;
import io.jobmill.template.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks through all jobs for those whose time is over. The times are those of their templates as
 * they are now, so nothing has to be kept in order, and a changed template counts at once; in
 * return the jobs are looked through more rarely the more there are.
 */
final class ExpirySweep {

  /** A thousand times as many jobs are looked through every thousandth tick. */
  private static final int JOBS_PER_TICK = 20_000;

  private static final int MOST = 1_000;

  private final Function<String, Optional<Template>> templates;
  private int ticks;

  ExpirySweep(Function<String, Optional<Template>> templates) {
    this.templates = templates;
  }

  /**
   * What was found, if it was the time to look; at most so many that the others are not held up.
   */
  List<Suspect> tick(ActiveJobs jobs, Liveness liveness) {
    if (++ticks <= jobs.size() / JOBS_PER_TICK) {
      return List.of();
    }
    ticks = 0;
    List<Suspect> found = new ArrayList<>();
    Map<String, JobTimes> known = new HashMap<>();
    for (ActiveJob job : jobs.all()) {
      ExpiryRule.of(job, times(job, known), liveness)
          .ifPresent(over -> found.add(new Suspect.Expired(job, over)));
      if (found.size() == MOST) {
        break;
      }
    }
    return found;
  }

  private JobTimes times(ActiveJob job, Map<String, JobTimes> known) {
    String name = job.bounds().template();
    return name == null
        ? JobTimes.DEFAULT
        : known.computeIfAbsent(
            name, n -> templates.apply(n).map(Template::times).orElse(JobTimes.DEFAULT));
  }
}
