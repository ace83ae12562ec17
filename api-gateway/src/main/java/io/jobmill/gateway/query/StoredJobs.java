// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import io.jobmill.event.LogChunk;
import io.jobmill.job.JobId;
import io.jobmill.store.JobViews.StoredResult;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the store holds of jobs. Every method throws {@link io.jobmill.gateway.problem.Refusal} 503
 * where the store is away.
 */
public interface StoredJobs {

  Optional<JobView> find(JobId id);

  /** What the run handed back, if it did and it is still kept. */
  Optional<StoredResult> result(JobId id, Run run);

  /** The run's log chunks from a number on, in order, up to the first one that is not there. */
  List<LogChunk> chunks(JobId id, Run run, int first, int most);

  /** Every request appended before this, by the broker's clock, is projected for jobs like this. */
  Optional<Instant> projectedThrough(JobId id);
}
