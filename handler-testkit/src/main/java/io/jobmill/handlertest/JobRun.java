// SPDX-License-Identifier: Apache-2.0
package io.jobmill.handlertest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AssertProvider;
import org.jspecify.annotations.Nullable;

/**
 * What came of an attempt, as everybody else would see it: masked, cut and counted as a worker
 * does. AssertJ's {@code assertThat(run)} gives a {@link JobRunAssert}.
 */
public final class JobRun implements AssertProvider<JobRunAssert> {

  private final JobOutcome outcome;
  private final @Nullable String message;
  private final Left left;
  private final List<LogLine> log;
  private final List<ReportedProgress> progress;

  /** What the handler has left behind. */
  record Left(
      @Nullable String result,
      @Nullable Boolean changed,
      @Nullable Integer exitCode,
      @Nullable Duration retryAfter) {
    static final Left NOTHING = new Left(null, null, null, null);
  }

  JobRun(
      JobOutcome outcome,
      @Nullable String message,
      Left left,
      List<LogLine> log,
      List<ReportedProgress> progress) {
    this.outcome = outcome;
    this.message = message;
    this.left = left;
    this.log = List.copyOf(log);
    this.progress = List.copyOf(progress);
  }

  public JobOutcome outcome() {
    return outcome;
  }

  /** Why it failed, warned or was stopped; empty where there is nothing to say. */
  public Optional<String> message() {
    return Optional.ofNullable(message);
  }

  /** The job's result. */
  public Optional<String> result() {
    return Optional.ofNullable(left.result());
  }

  /** Whether the job changed anything; empty if it did not say. */
  public Optional<Boolean> changed() {
    return Optional.ofNullable(left.changed());
  }

  /** The exit status that the handler has named, if any. */
  public Optional<Integer> exitCode() {
    return Optional.ofNullable(left.exitCode());
  }

  /** After what time a failure would be tried again; empty if it would not. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(left.retryAfter());
  }

  /** The whole log; that of a failure ends with an ERROR entry that says why. */
  public List<LogLine> log() {
    return log;
  }

  /** What a worker would have reported: the latest word of each second, and the last one. */
  public List<ReportedProgress> progress() {
    return progress;
  }

  /** For AssertJ: write {@code assertThat(run)}. */
  @Override
  public JobRunAssert assertThat() {
    return new JobRunAssert(this);
  }

  @Override
  public String toString() {
    return outcome + (message == null ? "" : " (" + message + ")") + " " + log;
  }
}
