// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import java.time.Duration;
import java.util.Locale;

/** What is submitted: a template each, whose jobs do no more than keep the books. */
enum Kind {
  QUICK("0.2", "", "", "succeeded"),
  SLOW("4", "", "", "succeeded"),
  /** Fails twice. Attempts that are lost count, so there are some to spare. */
  RETRIED(
      "0.1",
      "retry: {attempts: 8, delay: 1s, factor: 1, jitter: 0}",
      "[ \"$JOBMILL_ATTEMPT\" -ge 3 ]",
      "succeeded"),
  HOPELESS("0.1", "retry: {attempts: 3, delay: 1s, factor: 1, jitter: 0}", "false", "failed"),
  LIMITED("0.4", "concurrency: {max: 2, policy: queue}", "", "succeeded"),
  /** Nobody submits these: a schedule does. */
  RECURRING("0.2", "", "", "succeeded");

  /** Attempts that it takes if none is lost, of a kind that fails. */
  static final int TRIES = 3;

  /** What rests between the attempts of a kind that fails. */
  static final Duration DELAY = Duration.ofSeconds(1);

  /** How many of the limited kind may be under way at once. */
  static final int PLACES = 2;

  /** After so many the mixture begins again. */
  private static final int MIXTURE = 30;

  private final String seconds;
  private final String policy;
  private final String verdict;
  private final String end;

  Kind(String seconds, String policy, String verdict, String end) {
    this.seconds = seconds;
    this.policy = policy;
    this.verdict = verdict;
    this.end = end;
  }

  /** What the caller submits who is the nth. */
  static Kind of(int nth) {
    return switch (nth % MIXTURE) {
      case 0, 15 -> SLOW;
      case 3, 11, 19 -> RETRIED;
      case 7 -> HOPELESS;
      case 5, 13, 25 -> LIMITED;
      default -> QUICK;
    };
  }

  String template() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How long its script takes. */
  String seconds() {
    return seconds;
  }

  /** A line of its template. */
  String policy() {
    return policy;
  }

  /** The last line of its script. */
  String verdict() {
    return verdict;
  }

  /** The status that its jobs end with. */
  String end() {
    return end;
  }

  /** Whether attempts fail on purpose. */
  boolean fails() {
    return this == RETRIED || this == HOPELESS;
  }

  /** Whether an attempt of this number fails on purpose, and is followed by another. */
  boolean isTriedAgainAfter(int attempt) {
    return fails() && attempt < TRIES;
  }

  /** Whether a job begins as soon as a worker is free for it. */
  boolean beginsAtOnce() {
    return this != LIMITED;
  }
}
