// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

/**
 * The delivery by which a worker came to an attempt. Of two claims on one queue record the later
 * delivery owns the attempt. Of a broadcast every worker that is expected has a claim of its own.
 *
 * @param pool the queue's pool, or whose workers a broadcast is for
 * @param partition the record's partition
 * @param offset the request's offset there
 * @param delivery how often the broker had handed the record out, this time included; from 1
 * @param part of a broadcast: the worker's place among those that are expected, from 1; 0 on a
 *     queue
 */
public record Claim(Pool pool, int partition, long offset, int delivery, int part) {

  /** On a pool's queue. */
  public Claim(Pool pool, int partition, long offset, int delivery) {
    this(pool, partition, offset, delivery, 0);
  }

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

  /**
   * What tells the claims of one attempt apart in the ids of what is stored: the offset, and in a
   * broadcast the part.
   */
  public String storageKey() {
    return storageKey(offset, part);
  }

  /** The same of a claim of which no more is known. */
  public static String storageKey(long offset, int part) {
    return part == 0 ? Long.toString(offset) : offset + "." + part;
  }
}
