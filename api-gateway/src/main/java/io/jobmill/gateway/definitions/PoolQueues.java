// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.definitions;

import io.jobmill.job.Pool;

/** Makes sure that jobs of a pool have a queue to go to. */
@FunctionalInterface
interface PoolQueues {

  /** Safe to repeat; cheap once the pool is known. */
  void ensure(Pool pool);
}
