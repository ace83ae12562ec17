// SPDX-License-Identifier: Apache-2.0
package io.jobmill.store;

import io.jobmill.job.JobId;
import io.jobmill.view.Run;

/** Ids that can be computed, so that documents are found without an index of their own. */
public final class StorageIds {

  private StorageIds() {}

  public static String result(JobId job, Run run) {
    return result(job, run.attempt(), run.claim().offset());
  }

  public static String result(JobId job, int attempt, long claimOffset) {
    return job + "/" + attempt + "/" + claimOffset;
  }

  public static String logChunk(JobId job, int attempt, long claimOffset, int chunk) {
    return result(job, attempt, claimOffset) + "/" + chunk;
  }

  public static String position(String topic, int partition) {
    return topic + "/" + partition;
  }
}
