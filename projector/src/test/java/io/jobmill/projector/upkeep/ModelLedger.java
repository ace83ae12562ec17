// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.job.Claim;
import io.jobmill.job.JobId;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What really happened, whatever anybody says: which handlers began, and which came to an end. */
final class ModelLedger {

  private final Map<JobId, Integer> begun = new TreeMap<>();
  private final Set<Ran> ended = new HashSet<>();

  private record Ran(JobId job, Claim claim) {}

  void began(JobId job) {
    begun.merge(job, 1, Integer::sum);
  }

  void ended(JobId job, Claim claim) {
    ended.add(new Ran(job, claim));
  }

  int runs(JobId job) {
    return begun.getOrDefault(job, 0);
  }

  boolean ranToItsEnd(JobId job, Claim claim) {
    return ended.contains(new Ran(job, claim));
  }
}
