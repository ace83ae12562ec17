// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import io.jobmill.job.JobId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Decides which of several requests become jobs. */
final class Firsts {

  private Firsts() {}

  /**
   * The first request of every job that is not known yet, in the order given.
   *
   * @param known whether an earlier request has become the job
   */
  static <T> List<T> of(List<T> requests, Function<T, JobId> id, Predicate<JobId> known) {
    Set<JobId> seen = new HashSet<>();
    List<T> firsts = new ArrayList<>();
    for (T request : requests) {
      JobId job = id.apply(request);
      if (!known.test(job) && seen.add(job)) {
        firsts.add(request);
      }
    }
    return firsts;
  }
}
