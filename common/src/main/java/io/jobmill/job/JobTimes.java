// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Within what times a job has to begin and to end.
 *
 * @param queue from when an attempt could be run until a worker starts it
 * @param total from when the job could be run until it has ended; absent, it may take as long as it
 *     takes
 */
public record JobTimes(Duration queue, @Nullable Duration total) {

  /** A fortnight on the queue, which is less than queues keep their records. */
  public static final JobTimes DEFAULT = new JobTimes(Duration.ofDays(14), null);

  /** When a time is over, and how that reads. */
  public record Deadline(TimeLimit limit, Instant at, String reason) {

    /** Whether it has come. */
    public boolean isOver(Instant now) {
      return !now.isBefore(at);
    }
  }

  /** When the job has to have ended; empty if it need not. */
  public Optional<Deadline> ended(Since since) {
    return total == null
        ? Optional.empty()
        : Optional.of(
            new Deadline(
                TimeLimit.TOTAL,
                since.job().plus(total),
                "total timeout: the job was not done within " + text(total)));
  }

  /** When an attempt that no worker has started has to have been started, or ended. */
  public Deadline started(Since since) {
    Deadline started =
        new Deadline(
            TimeLimit.QUEUE,
            since.attempt().plus(queue),
            "queue timeout: no worker started it within " + text(queue));
    return ended(since).filter(end -> end.at().isBefore(started.at())).orElse(started);
  }

  private static String text(Duration duration) {
    boolean days = duration.toDays() > 0 && duration.equals(Duration.ofDays(duration.toDays()));
    return days
        ? duration.toDays() + "d"
        : duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
