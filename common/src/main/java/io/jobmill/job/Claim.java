// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

/**
 * The delivery by which a worker came to an attempt. Of two claims on one queue record the later
 * delivery owns the attempt.
 *
 * @param pool the queue's pool
 * @param partition the queue's partition
 * @param offset the request's offset there
 * @param delivery how often the broker had handed the record out, this time included; from 1
 */
public record Claim(Pool pool, int partition, long offset, int delivery) {

  /** Whether both came from the same queue record. */
  public boolean sameRecord(Claim other) {
    return pool.equals(other.pool) && partition == other.partition && offset == other.offset;
  }

  /** Whether both came from the record at this place. */
  public boolean isFrom(QueuePoint point) {
    return pool.equals(point.pool()) && partition == point.partition() && offset == point.offset();
  }

  public QueuePoint point() {
    return new QueuePoint(pool, partition, offset);
  }
}
