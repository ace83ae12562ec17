// SPDX-License-Identifier: Apache-2.0
package io.jobmill.store;

import io.jobmill.event.LogChunk;
import io.jobmill.job.Claim;
import io.jobmill.job.JobId;
import io.jobmill.view.Run;

/** Ids that can be computed, so that documents are found without an index of their own. */
public final class StorageIds {

  private StorageIds() {}

  public static String result(JobId job, Run run) {
    return job + "/" + run.storageKey();
  }

  public static String logChunk(JobId job, Run run, int chunk) {
    return result(job, run) + "/" + chunk;
  }

  public static String logChunk(LogChunk chunk) {
    return chunk.id()
        + "/"
        + chunk.attempt()
        + "/"
        + Claim.storageKey(chunk.claimOffset(), chunk.part())
        + "/"
        + chunk.chunk();
  }

  public static String position(String topic, int partition) {
    return topic + "/" + partition;
  }
}
