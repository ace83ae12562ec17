// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import io.jobmill.job.JobId;
import io.jobmill.view.JobView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Finds jobs by their tokens. That a token is unknown is said only once everything up to its time
 * is projected: the time in it, or the time of the question where it has none. Thread-safe.
 */
public final class JobLookup {

  /** By how much the clocks of a gateway and the broker may differ, and a send may take. */
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(10);

  private static final Duration WAIT = Duration.ofSeconds(2);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final int MOST_WAITING = 32;

  private final StoredJobs stored;
  private final IssuedTokens issued;
  private final Pause pause;
  private final Clock clock;
  private final Semaphore waiting = new Semaphore(MOST_WAITING);

  JobLookup(StoredJobs stored, IssuedTokens issued, Pause pause, Clock clock) {
    this.stored = stored;
    this.issued = issued;
    this.pause = pause;
    this.clock = clock;
  }

  /** A deleted job is one that there is not. */
  public Lookup find(JobId id) {
    Optional<JobView> view = stored.find(id);
    if (view.isPresent()) {
      return of(view.get());
    }
    Optional<String> template = issued.template(id);
    if (template.isPresent()) {
      return new Lookup.Pending(template.get());
    }
    Instant now = clock.instant();
    Optional<Instant> madeAt = id.madeAt().filter(made -> made.isBefore(now.plus(CLOCKS_DIFFER)));
    if (madeAt.isEmpty()) {
      return waitFor(id, now);
    }
    return isProjected(id, madeAt.get().plus(CLOCKS_DIFFER))
        ? foundOrUnknown(id)
        : new Lookup.Pending(null);
  }

  /** Too many are waiting already: then the last look must do. */
  private Lookup waitFor(JobId id, Instant arrival) {
    if (!waiting.tryAcquire()) {
      return foundOrUnknown(id);
    }
    try {
      while (!isProjected(id, arrival) && clock.instant().isBefore(arrival.plus(WAIT))) {
        pause.last(BETWEEN_LOOKS);
        Optional<JobView> view = stored.find(id);
        if (view.isPresent()) {
          return of(view.get());
        }
      }
      return foundOrUnknown(id);
    } finally {
      waiting.release();
    }
  }

  private boolean isProjected(JobId id, Instant time) {
    return stored.projectedThrough(id).filter(time::isBefore).isPresent();
  }

  /** Asked after the watermark, so that what it covers cannot be missed. */
  private Lookup foundOrUnknown(JobId id) {
    return stored.find(id).map(JobLookup::of).orElseGet(Lookup.Unknown::new);
  }

  private static Lookup of(JobView view) {
    return view.deleted() ? new Lookup.Unknown() : new Lookup.Found(view);
  }
}
