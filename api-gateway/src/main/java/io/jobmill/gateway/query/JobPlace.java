// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import io.jobmill.job.JobId;
import io.jobmill.view.JobView;
import java.time.Instant;
import java.util.Optional;

/** Where a job stands in a list that has the newest first. */
public record JobPlace(Instant queuedAt, JobId id) {

  public static JobPlace of(JobView view) {
    return new JobPlace(view.queuedAt(), view.id());
  }

  /** Reads what {@link #toString} wrote; empty for anything else. */
  public static Optional<JobPlace> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 1 || !text.substring(0, slash).matches("\\d{1,15}")) {
      return Optional.empty();
    }
    Instant at = Instant.ofEpochMilli(Long.parseLong(text.substring(0, slash)));
    return JobId.parse(text.substring(slash + 1)).map(id -> new JobPlace(at, id));
  }

  @Override
  public String toString() {
    return queuedAt.toEpochMilli() + "/" + id;
  }
}
