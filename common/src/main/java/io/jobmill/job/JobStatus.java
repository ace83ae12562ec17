// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import static io.jobmill.job.Mover.OPERATOR;
import static io.jobmill.job.Mover.UPKEEP;
import static io.jobmill.job.Mover.WORKER;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a job stands. The table in {@link #next()} is the only place that says what may follow
 * what, and by whom.
 */
public enum JobStatus {
  /** On its queue; a worker of the pool starts it. */
  PENDING(false),
  /** Not before a certain time; upkeep asks for it when that has come. */
  SCHEDULED(false),
  /** A worker runs an attempt; that worker ends it, or upkeep once the worker no longer has it. */
  RUNNING(false),
  /** An attempt ended without an outcome that counts; upkeep asks for the next one. */
  RETRYING(false),
  /** Ended well. */
  SUCCEEDED(true),
  /** Ended, with something to look at. */
  WARNING(true),
  /** Ended well on some workers and badly on others. */
  PARTIAL_FAILURE(true),
  /** Ended badly. */
  FAILED(true),
  /** Could be read but not run: unknown template, wrong variables. */
  REJECTED(true),
  /** Ended by an operator. */
  CANCELLED(true),
  /** Not meant for the worker that looked at it. */
  SKIPPED(true);

  private static final Map<JobStatus, Map<JobStatus, Set<Mover>>> TABLE =
      new EnumMap<>(
          Map.of(
              PENDING,
              Map.of(
                  PENDING, Set.of(WORKER, UPKEEP),
                  SCHEDULED, Set.of(WORKER),
                  RUNNING, Set.of(WORKER),
                  REJECTED, Set.of(WORKER),
                  FAILED, Set.of(WORKER, UPKEEP),
                  CANCELLED, Set.of(WORKER, OPERATOR)),
              SCHEDULED,
              Map.of(
                  PENDING, Set.of(UPKEEP),
                  RUNNING, Set.of(WORKER),
                  REJECTED, Set.of(WORKER),
                  FAILED, Set.of(WORKER, UPKEEP),
                  CANCELLED, Set.of(WORKER, OPERATOR)),
              RUNNING,
              Map.of(
                  RUNNING, Set.of(WORKER),
                  PENDING, Set.of(WORKER),
                  RETRYING, Set.of(WORKER, UPKEEP),
                  SUCCEEDED, Set.of(WORKER),
                  WARNING, Set.of(WORKER),
                  PARTIAL_FAILURE, Set.of(WORKER, UPKEEP),
                  FAILED, Set.of(WORKER, UPKEEP),
                  CANCELLED, Set.of(WORKER, UPKEEP, OPERATOR),
                  SKIPPED, Set.of(WORKER)),
              RETRYING,
              Map.of(
                  PENDING, Set.of(UPKEEP),
                  RUNNING, Set.of(WORKER),
                  REJECTED, Set.of(WORKER),
                  FAILED, Set.of(WORKER, UPKEEP),
                  CANCELLED, Set.of(WORKER, OPERATOR))));

  private final boolean terminal;

  JobStatus(boolean terminal) {
    this.terminal = terminal;
  }

  /** The status of a word as records and answers spell it. */
  public static Optional<JobStatus> ofWord(String word) {
    return Arrays.stream(values()).filter(status -> status.word().equals(word)).findFirst();
  }

  /** Whether this is an end: nothing follows it. */
  public boolean isTerminal() {
    return terminal;
  }

  /** The status as records and answers spell it: lower case, words joined by underscores. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What may follow this status, and who may say so; empty for an end. */
  public Map<JobStatus, Set<Mover>> next() {
    return TABLE.getOrDefault(this, Map.of());
  }

  public boolean mayBecome(JobStatus status) {
    return next().containsKey(status);
  }
}
