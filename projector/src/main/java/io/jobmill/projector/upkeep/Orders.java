// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.projector.metrics.ProjectorListener;
import java.time.Instant;
import java.util.Set;

/** What workers are told about attempts. */
record Orders(Stops stops, Cancels cancels, ProjectorListener listener) {

  void tick(ActiveJobs jobs, Liveness liveness, Set<Integer> owned) {
    Instant now = liveness.now().orElseThrow();
    int told = stops.tick(jobs, liveness, owned) + cancels.tick(jobs, now);
    if (told > 0) {
      listener.told(told);
    }
  }
}
