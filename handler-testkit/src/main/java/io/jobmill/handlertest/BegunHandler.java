// SPDX-License-Identifier: Apache-2.0
package io.jobmill.handlertest;

import io.jobmill.handler.JobContext;
import io.jobmill.handler.JobHandler;
import java.util.concurrent.CountDownLatch;

/** Says when its handler is called: from then on the attempt's time runs. */
record BegunHandler(JobHandler handler, CountDownLatch begun) implements JobHandler {

  @Override
  public String name() {
    return handler.name();
  }

  @Override
  public void handle(JobContext job) throws Exception {
    begun.countDown();
    handler.handle(job);
  }
}
