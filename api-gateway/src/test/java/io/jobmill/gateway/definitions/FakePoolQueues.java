// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.definitions;

import io.jobmill.job.Pool;

/** Queues that are always there. */
public final class FakePoolQueues implements PoolQueues {

  @Override
  public void ensure(Pool pool) {}
}
