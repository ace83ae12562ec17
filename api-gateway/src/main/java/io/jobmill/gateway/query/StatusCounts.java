// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import io.jobmill.job.JobStatus;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** How many jobs there are of each status. Thread-safe; throws like {@link StoredLists}. */
public final class StatusCounts {

  private final StoredLists stored;

  StatusCounts(StoredLists stored) {
    this.stored = stored;
  }

  /** Every status with its count, also where that is none. */
  public Map<JobStatus, Long> all(Visibility visible) {
    Map<JobStatus, Long> counts = new EnumMap<>(JobStatus.class);
    for (JobStatus status : JobStatus.values()) {
      counts.put(status, 0L);
    }
    counts.putAll(stored.statusCounts(visible));
    return Collections.unmodifiableMap(counts);
  }
}
