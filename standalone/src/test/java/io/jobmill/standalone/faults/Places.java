// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.standalone.faults.Ledger.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The rule for jobs whose template is limited. A job has its place from its first beginning until
 * one of its runs has ended, also between an attempt that was lost and the next. A run that goes on
 * after that, on a worker that was cut off, is a second run of a job that is over.
 */
final class Places {
  private Places() {}

  private record Change(Instant at, boolean taken, String job) {}

  /** Holds all of them to it, by job. */
  static void hold(Map<String, List<Run>> runs) {
    List<Change> changes = new ArrayList<>();
    runs.forEach(
        (job, own) -> {
          if (own.get(0).kind() == Kind.LIMITED) {
            changes.addAll(changesOf(job, own));
          }
        });
    changes.sort(Comparator.comparing(Change::at).thenComparing(Change::taken));
    Set<String> underWay = new HashSet<>();
    for (Change change : changes) {
      if (change.taken()) {
        underWay.add(change.job());
        assertThat(underWay)
            .as("jobs under way at once, of which there may be %d", Kind.PLACES)
            .withFailMessage(
                () ->
                    "%s began at %s though %d others were under way: %s"
                        .formatted(
                            change.job(), change.at(), underWay.size() - 1, of(underWay, runs)))
            .hasSizeLessThanOrEqualTo(Kind.PLACES);
      } else {
        underWay.remove(change.job());
      }
    }
  }

  private static List<Change> changesOf(String job, List<Run> runs) {
    List<Change> changes = new ArrayList<>();
    changes.add(new Change(runs.get(0).began(), true, job));
    runs.stream()
        .map(Run::ended)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .ifPresent(ended -> changes.add(new Change(ended, false, job)));
    return changes;
  }

  private static String of(Collection<String> jobs, Map<String, List<Run>> runs) {
    List<String> texts = jobs.stream().map(job -> job + " " + runs.get(job)).toList();
    return String.join(", ", texts);
  }
}
