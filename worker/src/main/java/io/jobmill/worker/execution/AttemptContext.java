// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import io.jobmill.event.Outcome;
import io.jobmill.event.ResultText;
import io.jobmill.handler.CancelHook;
import io.jobmill.handler.JobContext;
import io.jobmill.handler.JobFailedException;
import io.jobmill.handler.LogLevel;
import io.jobmill.handler.Variables;
import io.jobmill.wire.PlainJson;
import io.jobmill.worker.report.Masker;
import io.jobmill.worker.report.PlainText;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one handler call sees, and what it has left behind so far. */
final class AttemptContext implements JobContext {

  private static final int LONGEST_MESSAGE = 4_000;

  private final RunningAttempt running;
  private final Masker masker;
  private final String worker;
  private @Nullable String result;
  private @Nullable Boolean changed;
  private @Nullable String warning;
  private @Nullable Integer exitCode;

  AttemptContext(RunningAttempt running, Masker masker, String worker) {
    this.running = running;
    this.masker = masker;
    this.worker = worker;
  }

  @Override
  public UUID id() {
    return running.attempt().id().value();
  }

  @Override
  public int attempt() {
    return running.attempt().number();
  }

  @Override
  public Optional<String> template() {
    return Optional.ofNullable(running.attempt().work().template());
  }

  @Override
  public Map<String, @Nullable Object> data() {
    return running.attempt().work().operation().data();
  }

  @Override
  public Variables variables() {
    return running.attempt().work().variables();
  }

  @Override
  public String worker() {
    return worker;
  }

  @Override
  public Optional<String> traceparent() {
    return Optional.of(running.span().trace().parent());
  }

  @Override
  public Optional<String> tracestate() {
    return Optional.ofNullable(running.span().trace().state());
  }

  @Override
  public void log(LogLevel level, String message) {
    try {
      running.log().add(io.jobmill.event.LogLevel.valueOf(level.name()), message);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JobFailedException("stopped while it waited to log", e);
    }
  }

  @Override
  public void progress(int percent) {
    running.progress().say(percent, null);
  }

  @Override
  public void progress(String text) {
    running.progress().say(null, text);
  }

  @Override
  public void progress(int percent, String text) {
    running.progress().say(percent, text);
  }

  @Override
  public void resultJson(@Nullable Object tree) {
    result(PlainJson.of(tree));
  }

  @Override
  public synchronized void result(String text) {
    result = text;
  }

  @Override
  public synchronized void changed(boolean newChanged) {
    changed = newChanged;
  }

  @Override
  public synchronized void warning(String reason) {
    warning = reason;
  }

  @Override
  public synchronized void exitCode(int code) {
    exitCode = code;
  }

  @Override
  public boolean isCancelled() {
    return running.cause() != null;
  }

  @Override
  public CancelHook onCancel(Runnable action) {
    return running.hooks().add(action);
  }

  /** The handler returned. */
  synchronized Ending.Ended completed() {
    ResultText kept = result == null ? null : keep(result);
    if (kept != null && kept.truncated()) {
      log(
          LogLevel.WARN,
          "the result is larger than %d bytes, only the first %d are kept"
              .formatted(ResultText.MAX_BYTES, ResultText.MAX_BYTES));
      warning = warning == null ? "the result was too large and is cut" : warning;
    }
    Outcome outcome = warning == null ? Outcome.SUCCEEDED : Outcome.WARNING;
    return new Ending.Ended(outcome, changed, kept, message(warning), exitCode, null);
  }

  /**
   * The handler threw, or was stopped.
   *
   * @param retryAfter how long to wait for another attempt; absent if none is worth it
   */
  synchronized Ending.Ended failed(String reason, @Nullable Duration retryAfter) {
    ResultText kept = result == null ? null : keep(result);
    return new Ending.Ended(Outcome.FAILED, changed, kept, message(reason), exitCode, retryAfter);
  }

  String masked(String text) {
    return masker.mask(text);
  }

  private ResultText keep(String text) {
    String clean = PlainText.wellFormed(masker.mask(text));
    String kept = PlainText.cutToBytes(clean, ResultText.MAX_BYTES);
    return new ResultText(kept, kept.length() < clean.length());
  }

  private @Nullable String message(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String clean = PlainText.wellFormed(masker.mask(text));
    return clean.length() <= LONGEST_MESSAGE
        ? clean
        : clean.substring(0, PlainText.boundary(clean, LONGEST_MESSAGE)) + "…";
  }
}
