// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

/** Where a request stands on one of a pool's queues. */
public record QueuePoint(JobQueue queue, int partition, long offset) {

  /** On the queue for jobs of which nothing else is said. */
  public QueuePoint(Pool pool, int partition, long offset) {
    this(JobQueue.normal(pool), partition, offset);
  }

  public Pool pool() {
    return queue.pool();
  }

  public Priority priority() {
    return queue.priority();
  }
}
