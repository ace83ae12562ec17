// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.trigger;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.query.StoredJobs;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.view.JobView;
import io.jobmill.wire.JobRequestCodec;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Whether a submission with an idempotency key is the first, a repetition, or another one under the
 * same key: the job that has the key's id says what it was asked for. Thread-safe.
 */
final class Decisions {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  /** Five seconds and what the store takes to answer. */
  static final int MOST_LOOKS = 500;

  /** Each holds a thread of the server. */
  private static final int MOST_WAITING = 64;

  private static final Duration RETRY = Duration.ofSeconds(2);

  private final StoredJobs stored;
  private final SecretKeyring keyring;
  private final int mostLooks;
  private final Semaphore waiting = new Semaphore(MOST_WAITING);

  /**
   * @param mostLooks how often a submission is looked for at most, once in 10 ms
   */
  Decisions(StoredJobs stored, SecretKeyring keyring, int mostLooks) {
    this.stored = stored;
    this.keyring = keyring;
    this.mostLooks = mostLooks;
  }

  /** Writes the submission, and returns when it is safe. */
  @FunctionalInterface
  interface Write {
    void submit(String fingerprint);
  }

  /**
   * Returns when the job is known to be the one that was asked for.
   *
   * @param asked what is asked for, as the caller said it
   * @param first not called where the job is known already
   * @throws Refusal 409 if something else was asked for under the key, 503 if nobody decides in
   *     time: repeating it is safe
   */
  void once(JobId id, JobRequest asked, Write first) {
    // Keyed, because what is asked for may hold secrets that are easily guessed.
    String fingerprint = keyring.sign(JobRequestCodec.encode(asked));
    if (isDecided(id, fingerprint)) {
      return;
    }
    if (!waiting.tryAcquire()) {
      throw Refusal.unavailable("too many submissions are being decided on; try again", RETRY);
    }
    try {
      first.submit(fingerprint);
      await(id, fingerprint);
    } finally {
      waiting.release();
    }
  }

  private void await(JobId id, String fingerprint) {
    for (int looks = 1; !isDecided(id, fingerprint); looks++) {
      if (looks >= mostLooks) {
        throw Refusal.unavailable(
            "the submission is safe and not decided on yet; repeat it with the same key", RETRY);
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private boolean isDecided(JobId id, String fingerprint) {
    Optional<JobView> view = stored.find(id);
    if (view.isEmpty()) {
      return false;
    }
    if (view.get().deleted()) {
      throw Refusal.conflict("the job of this %s was deleted".formatted(IdempotencyKey.HEADER));
    }
    if (!fingerprint.equals(view.get().request().fingerprint())) {
      throw Refusal.conflict(
          "this %s was used for a submission with other contents: job %s"
              .formatted(IdempotencyKey.HEADER, id));
    }
    return true;
  }
}
