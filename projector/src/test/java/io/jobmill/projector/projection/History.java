// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import io.jobmill.event.Envelope;
import io.jobmill.event.JobEvent;
import io.jobmill.event.LogCount;
import io.jobmill.event.Origin;
import io.jobmill.event.Outcome;
import io.jobmill.event.Progress;
import io.jobmill.event.ResultText;
import io.jobmill.job.Claim;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.job.RunLimits;
import io.jobmill.job.TimeLimit;
import io.jobmill.view.JobView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Events of one job, about the attempt, asking and queue record that were last named. */
final class History {

  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  static final JobId JOB = JobId.of("0196f000-0000-7000-8000-000000000001");
  static final JobId OTHER = JobId.of("0196f000-0000-7000-8000-000000000002");
  static final Duration STEP = Duration.ofSeconds(1);

  private final int attempt;
  private final int ask;
  private final int excused;
  private final long offset;
  private final int delivery;
  private final String worker;

  private History(int attempt, int ask, int excused, long offset, int delivery, String worker) {
    this.attempt = attempt;
    this.ask = ask;
    this.excused = excused;
    this.offset = offset;
    this.delivery = delivery;
    this.worker = worker;
  }

  /** The first attempt, asked for once, at offset 100, first delivered to w1. */
  static History first() {
    return new History(1, 1, 0, 100, 1, "w1");
  }

  History attempt(int number) {
    return new History(number, 1, excused, offset + 100, 1, worker);
  }

  History excused(int attempts) {
    return new History(attempt, ask, attempts, offset, delivery, worker);
  }

  History ask(int number) {
    return new History(attempt, number, excused, offset + 10, 1, worker);
  }

  History at(long queueOffset) {
    return new History(attempt, ask, excused, queueOffset, delivery, worker);
  }

  History delivery(int count) {
    return new History(attempt, ask, excused, offset, count, worker);
  }

  History by(String name) {
    return new History(attempt, ask, excused, offset, delivery, name);
  }

  JobEvent received() {
    return new JobEvent.Received(envelope(), request(), claim().point(), START.minusMillis(5));
  }

  JobEvent started() {
    return started(RunLimits.DEFAULT);
  }

  JobEvent started(RunLimits limits) {
    return new JobEvent.Started(envelope(), request(), claim(), "host-" + worker, limits);
  }

  /** Of a request that was let through. */
  JobEvent startedIn(String limit) {
    return new JobEvent.Started(
        envelope(), request().withPlace(limit), claim(), "host-" + worker, RunLimits.DEFAULT);
  }

  JobEvent deferred(@Nullable Instant until) {
    return new JobEvent.Deferred(envelope(), request(), claim(), until, "not yet");
  }

  /** Needs a place in the limit. */
  JobEvent held(String limit) {
    return new JobEvent.Deferred(envelope(), request(), claim(), null, "not yet", limit);
  }

  /** Was let through. */
  JobEvent placed(String limit) {
    return new JobEvent.Received(
        envelope(), request().withPlace(limit), claim().point(), START.minusMillis(5));
  }

  JobEvent rejected() {
    return new JobEvent.Rejected(envelope(), request(), claim(), "no such template");
  }

  JobEvent unclaimed() {
    return new JobEvent.Unclaimed(envelope(), claim(), "not confirmed");
  }

  JobEvent ended(Outcome outcome) {
    return new JobEvent.Ended(
        envelope(),
        claim(),
        outcome,
        true,
        new ResultText("{\"n\":1}", false),
        outcome == Outcome.SUCCEEDED ? null : "exit status 3",
        outcome == Outcome.SUCCEEDED ? 0 : 3,
        new LogCount(7, 1));
  }

  JobEvent succeeded() {
    return ended(Outcome.SUCCEEDED);
  }

  /** Worth another attempt so long afterwards. */
  JobEvent failed(Duration retryAfter) {
    return new JobEvent.Ended(
        envelope(),
        claim(),
        Outcome.FAILED,
        true,
        null,
        "exit status 3",
        3,
        new LogCount(7, 1),
        retryAfter);
  }

  JobEvent handedBack() {
    return new JobEvent.HandedBack(envelope(), claim(), "stopping", new LogCount(2, 1));
  }

  JobEvent lost() {
    return new JobEvent.Lost(envelope(), claim(), "worker is silent");
  }

  JobEvent cancelRequested() {
    return new JobEvent.CancelRequested(envelope(), "key:ops", "wrong server");
  }

  /** By the worker that names the claim. */
  JobEvent cancelled() {
    return new JobEvent.Cancelled(envelope(), claim(), "stopped", new LogCount(3, 1));
  }

  JobEvent cancelledByUpkeep() {
    return new JobEvent.Cancelled(envelope(), null, "nobody answered", LogCount.NONE);
  }

  /** By the worker that names the claim. */
  JobEvent expired() {
    return new JobEvent.Expired(
        envelope(), request(), claim(), TimeLimit.QUEUE, "nobody started it");
  }

  JobEvent expiredSaysUpkeep(TimeLimit limit) {
    return new JobEvent.Expired(envelope(), null, null, limit, limit.word() + " time is over");
  }

  JobEvent deleted() {
    return new JobEvent.Deleted(envelope(), "key:ops");
  }

  JobEvent acknowledged(Long... historyIds) {
    return new JobEvent.Acknowledged(envelope(), List.of(historyIds), "key:ops");
  }

  JobEvent retried() {
    return new JobEvent.Retried(envelope(), OTHER, "key:ops");
  }

  /** As the worker's so-manieth event. */
  JobEvent progressed(int percent, long seq) {
    Envelope said = envelope();
    return new JobEvent.Progressed(
        new Envelope(said.id(), said.attempt(), said.ask(), said.origin(), seq, said.at()),
        claim(),
        new Progress(percent, "step " + seq));
  }

  JobEvent unknown() {
    return new JobEvent.Unknown(envelope(), "hibernated");
  }

  Claim claim() {
    return new Claim(Pool.DEFAULT, 0, offset, delivery);
  }

  private JobRequest request() {
    JobRequest plain = JobRequest.forTemplate("sleep").withId(JOB).submitted("tester", START);
    JobRequest asked = plain;
    for (int i = 1; i < attempt; i++) {
      asked = asked.nextAttempt(i <= excused);
    }
    for (int i = 1; i < ask; i++) {
      asked = asked.askedAgain();
    }
    return asked;
  }

  private Envelope envelope() {
    return new Envelope(JOB, attempt, ask, new Origin(worker, "i1"), 1, START);
  }

  /** What the events add up to, at offsets 0, 1, 2 … and a second apart. */
  static JobView fold(JobEvent... events) {
    return fold(List.of(events));
  }

  static JobView fold(List<JobEvent> events) {
    return Objects.requireNonNull(foldOnto(null, 0, events));
  }

  /** What the view becomes by further events. */
  static JobView then(JobView view, int from, List<JobEvent> events) {
    return Objects.requireNonNull(foldOnto(view, from, events));
  }

  static @Nullable JobView foldOnto(@Nullable JobView view, int from, List<JobEvent> events) {
    JobView folded = view;
    for (int i = 0; i < events.size(); i++) {
      folded = Fold.fold(folded, events.get(i), position(from + i));
    }
    return folded;
  }

  static Position position(int offset) {
    return new Position(3, offset, START.plus(STEP.multipliedBy(offset)));
  }
}
