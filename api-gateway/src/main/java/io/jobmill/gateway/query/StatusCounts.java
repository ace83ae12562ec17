// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import io.jobmill.job.JobStatus;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** How many jobs there are of each status. Thread-safe; throws like {@link StoredLists}. */
public final class StatusCounts {

  private final StoredLists stored;

  StatusCounts(StoredLists stored) {
    this.stored = stored;
  }

  /** Every status with its count, also where that is none. */
  public Map<JobStatus, Long> all(Visibility visible) {
    Map<JobStatus, Long> counts = new EnumMap<>(JobStatus.class);
    boolean everything = visible instanceof Visibility.Everything;
    for (JobStatus status : JobStatus.values()) {
      counts.put(status, everything ? 0L : stored.count(JobFilter.of(Set.of(status)), visible));
    }
    if (everything) {
      counts.putAll(stored.statusCounts());
    }
    return Collections.unmodifiableMap(counts);
  }

  long of(JobStatus status) {
    return stored.statusCounts().getOrDefault(status, 0L);
  }

  long total() {
    return stored.statusCounts().values().stream().mapToLong(Long::longValue).sum();
  }
}
