// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import io.jobmill.event.JobEvent;
import io.jobmill.event.Progress;
import io.jobmill.job.OneLine;
import io.jobmill.worker.report.Masker;
import io.jobmill.worker.report.PlainText;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * How far one attempt has come, and what has been reported of it. Thread-safe. Nothing is sent
 * while the lock is held: a handler that says how far it is never waits for Kafka.
 */
final class AttemptProgress {

  private final Attempt attempt;
  private final Masker masker;
  private final ProgressReports reports;
  private Progress latest = Progress.NONE;
  private Progress reported = Progress.NONE;
  private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);
  private boolean closed;

  AttemptProgress(Attempt attempt, Masker masker, ProgressReports reports) {
    this.attempt = attempt;
    this.masker = masker;
    this.reports = reports;
  }

  /** What is absent stays as it was. */
  synchronized void say(@Nullable Integer percent, @Nullable String text) {
    if (closed) {
      return;
    }
    latest =
        new Progress(
            // An Integer on both sides: of a mere int, what was never said would be taken apart.
            percent == null ? latest.percent() : Integer.valueOf(within(percent)),
            text == null ? latest.text() : line(text));
    if (!latest.equals(reported)) {
      reports.hasNews(this);
    }
  }

  /**
   * Reports what is new. Not while an earlier report is on its way: during an outage one waits, not
   * one for every second of it.
   */
  void flush() {
    JobEvent news;
    CompletableFuture<Void> done = new CompletableFuture<>();
    synchronized (this) {
      if (!underWay.isDone()) {
        reports.hasNews(this);
        return;
      }
      news = takeNews();
      if (news == null) {
        return;
      }
      underWay = done;
    }
    CompletableFuture<Void> unused =
        reports.send(news).whenComplete((sent, failure) -> done.complete(null));
  }

  /** Reports the last word, and nothing after it. */
  void close() {
    JobEvent news;
    synchronized (this) {
      news = closed ? null : takeNews();
      closed = true;
    }
    if (news != null) {
      CompletableFuture<Void> unused = reports.send(news);
    }
  }

  private @Nullable JobEvent takeNews() {
    if (closed || latest.equals(reported)) {
      return null;
    }
    reported = latest;
    // Numbered here, under the lock: what is sent later but said earlier has the lower number.
    return reports.event(attempt, latest);
  }

  private static int within(int percent) {
    return Math.max(0, Math.min(Progress.MOST_PERCENT, percent));
  }

  private String line(String text) {
    String clean = OneLine.of(masker.mask(text)).strip();
    return clean.length() <= Progress.MAX_TEXT
        ? clean
        : clean.substring(0, PlainText.boundary(clean, Progress.MAX_TEXT - 1)) + "…";
  }
}
