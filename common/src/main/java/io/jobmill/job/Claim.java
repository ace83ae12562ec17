// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

/**
 * The delivery by which a worker came to an attempt. Of two claims on one queue record the later
 * delivery owns the attempt. Of a broadcast every worker that is expected has a claim of its own.
 *
 * @param queue the record's queue; of a broadcast the normal one of the pool whose workers it is
 *     for
 * @param partition the record's partition
 * @param offset the request's offset there
 * @param delivery how often the broker had handed the record out, this time included; from 1
 * @param part of a broadcast: the worker's place among those that are expected, from 1; 0 on a
 *     queue
 */
public record Claim(JobQueue queue, int partition, long offset, int delivery, int part) {

  /** On a queue. */
  public Claim(JobQueue queue, int partition, long offset, int delivery) {
    this(queue, partition, offset, delivery, 0);
  }

  /** On a pool's normal queue. */
  public Claim(Pool pool, int partition, long offset, int delivery) {
    this(JobQueue.normal(pool), partition, offset, delivery);
  }

  /** Of a worker's part in a broadcast. */
  public Claim(Pool pool, int partition, long offset, int delivery, int part) {
    this(JobQueue.normal(pool), partition, offset, delivery, part);
  }

  public Pool pool() {
    return queue.pool();
  }

  /** Whether both came from the same queue record. */
  public boolean sameRecord(Claim other) {
    return queue.equals(other.queue) && partition == other.partition && offset == other.offset;
  }

  /** Whether both came from the record at this place. */
  public boolean isFrom(QueuePoint point) {
    return point().equals(point);
  }

  public QueuePoint point() {
    return new QueuePoint(queue, partition, offset);
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
