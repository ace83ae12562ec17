// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import io.jobmill.event.JobEvent;
import io.jobmill.event.Progress;
import io.jobmill.kafka.Loop;
import io.jobmill.worker.report.EventReporter;
import io.jobmill.worker.report.Masker;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reports how far the attempts of this worker have come. As a loop, each pass reports the latest
 * word of every attempt that has said something new.
 */
public final class ProgressReports implements Loop {

  /** The pause between passes, and so the least time between two reports of an attempt. */
  public static final Duration EVERY = Duration.ofSeconds(1);

  private final Set<AttemptProgress> news = ConcurrentHashMap.newKeySet();
  private final EventReporter events;

  public ProgressReports(EventReporter events) {
    this.events = events;
  }

  @Override
  public void runOnce() {
    for (AttemptProgress progress : List.copyOf(news)) {
      // First out, then reported: what is said meanwhile puts it in again.
      news.remove(progress);
      progress.flush();
    }
  }

  AttemptProgress open(Attempt attempt, Masker masker) {
    return new AttemptProgress(attempt, masker, this);
  }

  void hasNews(AttemptProgress progress) {
    news.add(progress);
  }

  JobEvent event(Attempt attempt, Progress progress) {
    return new JobEvent.Progressed(
        events
            .records()
            .envelope(attempt.id(), attempt.number(), attempt.request().ask(), attempt.trace()),
        attempt.claim(),
        progress);
  }

  CompletableFuture<Void> send(JobEvent event) {
    return events.report(event);
  }
}
