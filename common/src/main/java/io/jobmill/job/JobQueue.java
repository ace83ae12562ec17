// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** One of the three queues of a pool: a topic, and the share group that works on it. */
public record JobQueue(Pool pool, Priority priority) implements Comparable<JobQueue> {

  private static final Comparator<JobQueue> ORDER =
      Comparator.comparing(JobQueue::pool).thenComparing(JobQueue::priority);

  /** The one for jobs of which nothing else is said. */
  public static JobQueue normal(Pool pool) {
    return new JobQueue(pool, Priority.NORMAL);
  }

  /** All queues of a pool, in the order in which workers take them. */
  public static List<JobQueue> of(Pool pool) {
    return Arrays.stream(Priority.values()).map(priority -> new JobQueue(pool, priority)).toList();
  }

  @Override
  public int compareTo(JobQueue other) {
    return ORDER.compare(this, other);
  }

  /** For messages. */
  @Override
  public String toString() {
    return pool + "/" + priority.word();
  }
}
