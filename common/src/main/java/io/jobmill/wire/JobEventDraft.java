// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

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
import io.jobmill.job.RetryDelays;
import io.jobmill.job.RunLimits;
import io.jobmill.job.TimeLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** The fields of one event, collected while its record is read; the type may come last. */
final class JobEventDraft {

  private @Nullable String type;
  private @Nullable JobId id;
  private int attempt = 1;
  private int ask = 1;
  private String worker = "";
  private String incarnation = "";
  private long seq;
  private @Nullable Instant at;
  private @Nullable JobRequest request;
  private @Nullable Claim claim;
  private @Nullable Instant queuedAt;
  private @Nullable Instant until;
  private @Nullable String reason;
  private String hostname = "";
  private Duration timeout = RunLimits.DEFAULT.timeout();
  private int maxAttempts = RunLimits.DEFAULT.maxAttempts();
  private @Nullable Integer percent;
  private @Nullable String text;
  private @Nullable RetryDelays delays;
  private @Nullable Duration retryAfter;
  private @Nullable Boolean changed;
  private @Nullable String result;
  private boolean resultTruncated;
  private @Nullable String message;
  private @Nullable Integer exitCode;
  private long logEntries;
  private int logChunks;
  private @Nullable String by;
  private List<Long> historyIds = List.of();
  private @Nullable JobId as;
  private @Nullable TimeLimit limit;
  private @Nullable String waitsFor;

  void read(String name, JsonParser value) {
    switch (name) {
      case "type" -> type = JsonRecord.text(name, value);
      case "id" -> id = JsonRecord.converted(name, value, JobId::of);
      case "attempt" -> attempt = JsonRecord.ordinal(name, value);
      case "ask" -> ask = JsonRecord.ordinal(name, value);
      case "worker" -> worker = JsonRecord.text(name, value);
      case "incarnation" -> incarnation = JsonRecord.text(name, value);
      case "seq" -> seq = JsonRecord.position(name, value);
      case "at" -> at = JsonRecord.instant(name, value);
      case "request" -> request = JobRequestCodec.read(name, value);
      case "claim" -> claim = JsonClaims.read(name, value);
      case "queuedAt" -> queuedAt = JsonRecord.instant(name, value);
      case "until" -> until = JsonRecord.instant(name, value);
      case "reason" -> reason = JsonRecord.text(name, value);
      case "hostname" -> hostname = JsonRecord.text(name, value);
      case "timeoutMs" -> timeout = JsonRecord.millis(name, value);
      case "maxAttempts" -> maxAttempts = JsonRecord.ordinal(name, value);
      case "percent" ->
          percent = (int) JsonRecord.wholeNumber(name, value, 0, Progress.MOST_PERCENT);
      case "text" -> text = JsonRecord.text(name, value);
      case "retry" -> delays = JsonLimits.readDelays(name, value);
      case "retryAfterMs" -> retryAfter = JsonRecord.millis(name, value);
      case "changed" -> changed = JsonRecord.flag(name, value);
      case "result" -> result = JsonRecord.text(name, value);
      case "resultTruncated" -> resultTruncated = JsonRecord.flag(name, value);
      case "message" -> message = JsonRecord.text(name, value);
      case "exitCode" -> exitCode = JsonRecord.integer(name, value);
      case "logEntries" -> logEntries = JsonRecord.position(name, value);
      case "logChunks" -> logChunks = JsonRecord.count(name, value);
      case "by" -> by = JsonRecord.text(name, value);
      case "historyIds" ->
          historyIds = JsonRecord.list(name, value, id -> JsonRecord.position(name, id));
      case "limit" -> limit = limit(name, value);
      case "waitsFor" -> waitsFor = JsonRecord.text(name, value);
      case "as" -> as = JsonRecord.converted(name, value, JobId::of);
      default -> value.skipChildren();
    }
  }

  JobEvent build() {
    String kind = JsonRecord.required("type", type);
    Envelope envelope =
        new Envelope(
            JsonRecord.required("id", id),
            attempt,
            ask,
            new Origin(worker, incarnation),
            seq,
            JsonRecord.required("at", at));
    Outcome outcome = JobEventCodec.outcomeOf(kind);
    if (outcome != null) {
      return ended(envelope, outcome);
    }
    return switch (kind) {
      case JobEvent.Received.TYPE ->
          new JobEvent.Received(
              envelope, request(), claim().point(), JsonRecord.required("queuedAt", queuedAt));
      case JobEvent.Rejected.TYPE -> new JobEvent.Rejected(envelope, request(), claim(), reason());
      case JobEvent.Deferred.TYPE ->
          new JobEvent.Deferred(envelope, request(), claim(), until, reason(), waitsFor);
      case JobEvent.Started.TYPE ->
          new JobEvent.Started(
              envelope, request(), claim(), hostname, new RunLimits(timeout, maxAttempts, delays));
      case JobEvent.Unclaimed.TYPE -> new JobEvent.Unclaimed(envelope, claim(), reason());
      case JobEvent.Progressed.TYPE ->
          new JobEvent.Progressed(envelope, claim(), new Progress(percent, text));
      case JobEvent.HandedBack.TYPE -> new JobEvent.HandedBack(envelope, claim(), reason(), log());
      case JobEvent.Lost.TYPE -> new JobEvent.Lost(envelope, claim(), reason());
      case JobEvent.Unanswered.TYPE ->
          new JobEvent.Unanswered(envelope, claim(), hostname, reason());
      case JobEvent.CancelRequested.TYPE -> new JobEvent.CancelRequested(envelope, by(), reason);
      case JobEvent.Cancelled.TYPE -> new JobEvent.Cancelled(envelope, claim, reason(), log());
      case JobEvent.Expired.TYPE ->
          new JobEvent.Expired(
              envelope, request, claim, JsonRecord.required("limit", limit), reason());
      case JobEvent.Deleted.TYPE -> new JobEvent.Deleted(envelope, by());
      case JobEvent.Acknowledged.TYPE -> new JobEvent.Acknowledged(envelope, historyIds, by());
      case JobEvent.Retried.TYPE ->
          new JobEvent.Retried(envelope, JsonRecord.required("as", as), by());
      default -> new JobEvent.Unknown(envelope, kind);
    };
  }

  private static TimeLimit limit(String name, JsonParser value) {
    return TimeLimit.ofWord(JsonRecord.text(name, value))
        .orElseThrow(() -> JsonRecord.wrong(name, "queue or total"));
  }

  private JobEvent ended(Envelope envelope, Outcome outcome) {
    ResultText text = result == null ? null : new ResultText(result, resultTruncated);
    return new JobEvent.Ended(
        envelope, claim(), outcome, changed, text, message, exitCode, log(), retryAfter);
  }

  private LogCount log() {
    return new LogCount(logEntries, logChunks);
  }

  private String reason() {
    return reason == null ? "" : reason;
  }

  private String by() {
    return JsonRecord.required("by", by);
  }

  private JobRequest request() {
    return JsonRecord.required("request", request);
  }

  private Claim claim() {
    return JsonRecord.required("claim", claim);
  }
}
