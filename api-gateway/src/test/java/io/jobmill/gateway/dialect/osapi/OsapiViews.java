// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import io.jobmill.event.LogCount;
import io.jobmill.event.Origin;
import io.jobmill.gateway.testing.Views;
import io.jobmill.job.Claim;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Pool;
import io.jobmill.job.QueuePoint;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import io.jobmill.view.TimelineEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Jobs as the projector leaves them, event by event. */
final class OsapiViews {

  private final JobRequest request;
  private final JobId id;
  private final List<Run> runs = new ArrayList<>();
  private final List<TimelineEntry> timeline = new ArrayList<>();
  private Instant now = Views.WHEN;
  private JobStatus status = JobStatus.PENDING;
  private @Nullable String message;
  private @Nullable Boolean changed;

  private OsapiViews(JobRequest request) {
    this.request = request;
    this.id = Objects.requireNonNullElseGet(request.id(), Views::someId);
  }

  static OsapiViews of(JobRequest request) {
    return new OsapiViews(request).note("received", "p-1", null, false);
  }

  /** A worker has begun a job of which nobody has told yet. */
  static OsapiViews startedUnseen(String template, String host) {
    return new OsapiViews(JobRequest.forTemplate(template)).started(host);
  }

  static OsapiViews of(String template) {
    return of(JobRequest.forTemplate(template));
  }

  OsapiViews after(Duration time) {
    now = now.plus(time);
    return this;
  }

  OsapiViews started(String host) {
    status = JobStatus.RUNNING;
    runs.add(run(runs.size() + 1, host, RunStatus.RUNNING, now, null, null));
    note("started", host, null, false);
    return this;
  }

  /** The last run of this host ends, and its event has this type. */
  OsapiViews ended(String host, RunStatus how, String type, @Nullable String why) {
    for (int i = runs.size() - 1; i >= 0; i--) {
      Run run = runs.get(i);
      if (run.hostname().equals(host)) {
        runs.set(i, run(run.attempt(), host, how, run.startedAt(), now, why));
        break;
      }
    }
    note(type, how == RunStatus.LOST ? "p-1" : host, why, false);
    return this;
  }

  OsapiViews note(String type, String by, @Nullable String why, boolean late) {
    timeline.add(new TimelineEntry(now, type, Math.max(1, runs.size()), by, why, late));
    return this;
  }

  OsapiViews changed(boolean yes) {
    changed = yes;
    return this;
  }

  JobView is(JobStatus end) {
    return is(end, null);
  }

  JobView is(JobStatus end, @Nullable String why) {
    status = end;
    message = why;
    return view();
  }

  JobView view() {
    return new JobView(
        id,
        1,
        0,
        status,
        request.withId(id),
        new QueuePoint(Pool.DEFAULT, 0, 7),
        1,
        1,
        null,
        null,
        null,
        Views.WHEN,
        runs.isEmpty() ? null : Views.WHEN,
        status.isTerminal() ? now : null,
        now,
        changed,
        message,
        null,
        false,
        runs,
        timeline);
  }

  private Run run(
      int attempt,
      String host,
      RunStatus how,
      Instant from,
      @Nullable Instant to,
      @Nullable String why) {
    return new Run(
        attempt,
        attempt,
        1,
        new Origin("w-" + host, "1"),
        host,
        new Claim(Pool.DEFAULT, 0, 6 + attempt, 1),
        how,
        from,
        to,
        how == RunStatus.RUNNING ? null : changed,
        why,
        null,
        how == RunStatus.SUCCEEDED || how == RunStatus.WARNING,
        new LogCount(0, 0),
        null,
        false,
        false,
        1);
  }
}
