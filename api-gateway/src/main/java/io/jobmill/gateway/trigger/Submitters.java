// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.trigger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.jobmill.job.JobQueue;
import io.jobmill.job.OneLine;
import io.jobmill.job.Priority;
import io.jobmill.template.Template;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each submitter may put on normal queues, as a bucket that fills steadily: what goes beyond
 * that waits on the low queue, behind everybody else. Nothing is refused. What is remembered is
 * bounded however many submitters there are: one that is forgotten begins with a full bucket, as
 * one that was silent for so long would have. Thread-safe.
 */
final class Submitters {

  private static final int MOST = 50_000;
  private static final Duration BETWEEN_WORDS = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(Submitters.class);

  private final Share share;
  private final Runnable lowered;
  private final Clock clock;
  private final Cache<String, Bucket> buckets;

  /**
   * @param perSecond how many jobs a submitter may put on normal queues in the long run
   * @param burst how many at once after it was silent
   */
  record Share(int perSecond, int burst) {

    /**
     * @throws IllegalArgumentException if it would let nothing through
     */
    Share {
      if (perSecond < 1 || burst < 1) {
        throw new IllegalArgumentException(
            "a submitter's share must be at least 1: perSecond=%d burst=%d"
                .formatted(perSecond, burst));
      }
    }

    private Duration untilFull() {
      return Duration.ofSeconds(burst / perSecond + 1L);
    }
  }

  /**
   * @param had whether the last job had its place on a normal queue
   * @param told when it was last logged that this submitter has had its share
   */
  private record Bucket(double left, boolean had, Instant at, Instant told) {

    private Bucket taking(Share share, Instant now) {
      long millis = Math.max(0, Duration.between(at, now).toMillis());
      double filled = Math.min(share.burst(), left + millis * share.perSecond() / 1_000.0);
      return filled >= 1
          ? new Bucket(filled - 1, true, now, told)
          : new Bucket(filled, false, now, told.plus(BETWEEN_WORDS).isAfter(now) ? told : now);
    }
  }

  /**
   * @param lowered is told of each job that waits on the low queue instead
   */
  Submitters(Share share, Runnable lowered, Clock clock) {
    this.share = share;
    this.lowered = lowered;
    this.clock = clock;
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(share.untilFull())
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .executor(Runnable::run)
            .build();
  }

  /**
   * Where one more job waits.
   *
   * @param wished on another than the normal queue it is not counted
   * @param submittedBy who asks; nobody in particular counts by what is asked for
   */
  JobQueue queue(JobQueue wished, @Nullable String submittedBy, String what) {
    if (wished.priority() != Priority.NORMAL) {
      return wished;
    }
    String name = submittedBy == null ? "?" + Template.lookupKey(what) : "=" + submittedBy;
    Instant now = clock.instant();
    Bucket full = new Bucket(share.burst(), true, now, Instant.EPOCH);
    Bucket taken =
        buckets.asMap().compute(name, (any, old) -> (old == null ? full : old).taking(share, now));
    if (taken.had()) {
      return wished;
    }
    lowered.run();
    if (taken.told().equals(now)) {
      log.warn(
          "a submitter has had its share of normal queues, what is beyond waits on the low one submitter={}",
          submittedBy == null ? "nobody, of " + OneLine.quoted(what) : OneLine.quoted(submittedBy));
    }
    return new JobQueue(wished.pool(), Priority.LOW);
  }

  long remembered() {
    buckets.cleanUp();
    return buckets.estimatedSize();
  }
}
