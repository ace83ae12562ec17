// SPDX-License-Identifier: Apache-2.0
package io.jobmill.handlertest;

import io.jobmill.handler.LogLevel;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/** What tests say of a run. Every failure shows the outcome and the whole log. */
public final class JobRunAssert extends AbstractAssert<JobRunAssert, JobRun> {

  JobRunAssert(JobRun run) {
    super(run, JobRunAssert.class);
  }

  public JobRunAssert succeeded() {
    return ended(JobOutcome.SUCCEEDED);
  }

  /** It ended as a warning, for this reason. */
  public JobRunAssert warned(String reason) {
    return ended(JobOutcome.WARNING, reason);
  }

  /** It failed, for this reason. */
  public JobRunAssert failed(String reason) {
    return ended(JobOutcome.FAILED, reason);
  }

  /** It failed in a way that its template tries again. */
  public JobRunAssert wouldBeTriedAgain() {
    ended(JobOutcome.FAILED);
    return holds(actual.retryAfter().isPresent(), "another attempt", "later", "none");
  }

  /** It ended in a way after which nothing is tried again. */
  public JobRunAssert wouldNotBeTriedAgain() {
    isNotNull();
    return holds(actual.retryAfter().isEmpty(), "another attempt", "never", actual.retryAfter());
  }

  public JobRunAssert wasCancelled() {
    return ended(JobOutcome.CANCELLED);
  }

  public JobRunAssert wasHandedBack() {
    return ended(JobOutcome.HANDED_BACK);
  }

  /** The handler was not called, for this reason. */
  public JobRunAssert wasRejected(String reason) {
    return ended(JobOutcome.REJECTED, reason);
  }

  public JobRunAssert hasResult(String expected) {
    return holds(
        actual.result().filter(expected::equals).isPresent(), "result", expected, actual.result());
  }

  public JobRunAssert hasNoResult() {
    return holds(actual.result().isEmpty(), "result", "none", actual.result());
  }

  public JobRunAssert hasChanged(boolean expected) {
    return holds(
        actual.changed().filter(said -> said == expected).isPresent(),
        "changed",
        expected,
        actual.changed());
  }

  /** The log has an entry with exactly this level and message. */
  public JobRunAssert logged(LogLevel level, String message) {
    LogLine line = new LogLine(level, message);
    return holds(actual.log().contains(line), "an entry", line, actual.log());
  }

  /** No entry of the log, the result and the reason have this text in them. */
  public JobRunAssert neverShows(String text) {
    boolean shown =
        actual.log().stream().anyMatch(line -> line.message().contains(text))
            || actual.result().filter(result -> result.contains(text)).isPresent()
            || actual.message().filter(message -> message.contains(text)).isPresent()
            || actual.progress().stream()
                .anyMatch(said -> String.valueOf(said.text()).contains(text));
    return holds(!shown, "nowhere", text, actual);
  }

  /** The percentages that a worker would have reported, in order. */
  public JobRunAssert reportedPercents(Integer... percents) {
    List<Integer> said =
        actual.progress().stream().flatMap(each -> Stream.ofNullable(each.percent())).toList();
    return holds(said.equals(List.of(percents)), "percentages", List.of(percents), said);
  }

  private JobRunAssert ended(JobOutcome expected) {
    isNotNull();
    return holds(actual.outcome() == expected, "outcome", expected, actual.outcome());
  }

  private JobRunAssert ended(JobOutcome expected, String reason) {
    ended(expected);
    return holds(
        actual.message().filter(reason::equals).isPresent(), "reason", reason, actual.message());
  }

  private JobRunAssert holds(boolean holds, String what, Object expected, Object found) {
    isNotNull();
    if (!holds) {
      failWithMessage("expected %s %s but found %s in%n  %s", what, expected, found, actual);
    }
    return this;
  }
}
