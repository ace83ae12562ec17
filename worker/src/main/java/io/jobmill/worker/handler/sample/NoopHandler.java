// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler.sample;

import io.jobmill.handler.JobContext;
import io.jobmill.handler.JobHandler;

/** Does nothing, successfully: for measuring what everything around a job costs. */
public final class NoopHandler implements JobHandler {

  @Override
  public String name() {
    return "noop";
  }

  @Override
  public void handle(JobContext job) {
    // Nothing to do is the point.
  }
}
