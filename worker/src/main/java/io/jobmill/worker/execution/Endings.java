// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import io.jobmill.handler.JobFailedException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where what a handler did becomes a value. */
final class Endings {

  private static final Logger log = LoggerFactory.getLogger(Endings.class);

  private static final String SUPERSEDED = "stopped: a later attempt has taken over";
  private static final String CANCELLED = "stopped: the job was cancelled";
  private static final String ABANDONED = "; the handler ignored the interrupt and was abandoned";

  private Endings() {}

  /** It came back by itself: done, unless its time was already up. */
  static Ending returned(RunningAttempt running, AttemptContext context) {
    return running.cause() == StopCause.TIMEOUT || running.cause() == StopCause.EXPIRED
        ? stopped(running, context)
        : context.completed();
  }

  static Ending threw(RunningAttempt running, AttemptContext context, Throwable thrown) {
    if (running.cause() != null) {
      return stopped(running, context);
    }
    Duration again = Retrying.after(running.attempt(), thrown);
    if (thrown instanceof JobFailedException) {
      return context.failed(String.valueOf(thrown.getMessage()), again);
    }
    if (log.isInfoEnabled()) {
      log.info(
          "handler threw job={} attempt={} operation={} {}",
          running.attempt().id(),
          running.attempt().number(),
          running.attempt().work().operation().type(),
          context.masked(trace(thrown)));
    }
    return context.failed(reason(thrown), again);
  }

  /** It ended because it was told to. */
  static Ending stopped(RunningAttempt running, AttemptContext context) {
    return switch (Objects.requireNonNull(running.cause())) {
      case SHUTDOWN -> handedBack();
      case CANCELLED -> cancelled();
      case TIMEOUT -> context.failed(timedOut(running), afterTimeout(running));
      case EXPIRED -> context.failed(expired(running), null);
      // No outcome: whoever sent the order may have known less than is true by now, and then this
      // attempt still has the job.
      case SUPERSEDED -> new Ending.HandedBack(SUPERSEDED);
    };
  }

  /** It did not end when told to. */
  static Ending abandoned(RunningAttempt running) {
    return switch (Objects.requireNonNull(running.cause())) {
      case SHUTDOWN -> handedBack();
      case CANCELLED -> new Ending.Cancelled(CANCELLED + ABANDONED);
      case TIMEOUT -> Ending.Ended.failed(timedOut(running) + ABANDONED, afterTimeout(running));
      case EXPIRED -> Ending.Ended.failed(expired(running) + ABANDONED, null);
      case SUPERSEDED -> new Ending.HandedBack(SUPERSEDED + ABANDONED);
    };
  }

  private static Ending cancelled() {
    return new Ending.Cancelled(CANCELLED);
  }

  private static Ending handedBack() {
    return new Ending.HandedBack("the worker was stopped before the attempt had ended");
  }

  private static String expired(RunningAttempt running) {
    return Objects.requireNonNull(running.attempt().work().end()).reason();
  }

  private static @Nullable Duration afterTimeout(RunningAttempt running) {
    return Retrying.after(running.attempt(), Retrying.TIMEOUT);
  }

  private static String timedOut(RunningAttempt running) {
    return "timed out after " + text(running.attempt().work().limits().timeout());
  }

  /** As templates write it: 30s, 1h30m. */
  private static String text(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  private static String reason(Throwable thrown) {
    String type = thrown.getClass().getSimpleName();
    @Nullable String message = thrown.getMessage();
    return message == null || message.isBlank() ? type : type + ": " + message;
  }

  private static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
