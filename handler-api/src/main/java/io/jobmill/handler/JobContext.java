// SPDX-License-Identifier: Apache-2.0
package io.jobmill.handler;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a handler sees of the attempt it runs, and where it leaves what comes of it. May be used by
 * several threads until {@link JobHandler#handle} has ended. Values of obscured variables are
 * masked in everything that is logged, handed back or thrown.
 *
 * <p>Workers and test kits implement it; methods may be added to it.
 */
public interface JobContext {

  /** The job's id, the same in every attempt. */
  UUID id();

  /** Which attempt this is, from 1. */
  int attempt();

  /** The template's name; empty for a job without one. */
  Optional<String> template();

  /**
   * The {@code data} of the operation, as the template has it: a tree of String, Number, Boolean,
   * List, Map and null.
   */
  Map<String, @Nullable Object> data();

  /** What was given, obscured values in clear. */
  Variables variables();

  /** The worker's name: its host, with a number where a host has several. */
  String worker();

  /**
   * The same in every attempt of the job, and in no other job. Hand it to whatever the handler
   * calls, as the key by which a repetition is recognised: an attempt may have done all its work
   * before its worker died, and the next one does it again.
   */
  default String idempotencyToken() {
    return id().toString();
  }

  /**
   * What the attempt is part of, as the header {@code traceparent} of W3C Trace Context says it:
   * hand it to whatever the handler calls. Empty where nobody keeps track.
   */
  default Optional<String> traceparent() {
    return Optional.empty();
  }

  /** The header {@code tracestate} that goes with it; empty without one. */
  default Optional<String> tracestate() {
    return Optional.empty();
  }

  /**
   * Adds an entry to the job's log. Waits when logs cannot be sent as fast as they are written.
   *
   * @param message may have several lines
   */
  void log(LogLevel level, String message);

  /** An entry of level DEBUG. */
  default void debug(String message) {
    log(LogLevel.DEBUG, message);
  }

  /** An entry of level INFO. */
  default void info(String message) {
    log(LogLevel.INFO, message);
  }

  /** An entry of level WARN. */
  default void warn(String message) {
    log(LogLevel.WARN, message);
  }

  /** An entry of level ERROR. Does not fail the attempt: throw for that. */
  default void error(String message) {
    log(LogLevel.ERROR, message);
  }

  /**
   * Says how far the attempt has come; a text that was said before stays. Never waits, and may be
   * called as often as is convenient: at most one word a second is sent, and the last one before
   * the outcome.
   *
   * @param percent 0 to 100; what is less or more is taken for the nearest of them
   */
  void progress(int percent);

  /**
   * Says what the attempt is doing; a percentage that was said before stays.
   *
   * @param text one line; what is over 200 characters is cut
   */
  void progress(String text);

  /** Says both. */
  void progress(int percent, String text);

  /** The job's result, replacing an earlier one. More than 2 MiB is cut and makes a warning. */
  void result(String text);

  /** The same, as UTF-8; what is not valid is replaced. */
  default void result(byte[] text) {
    result(new String(text, StandardCharsets.UTF_8));
  }

  /**
   * The same, as JSON.
   *
   * @param tree of Map, List, String, Number, Boolean and null; of anything else, its text
   */
  void resultJson(@Nullable Object tree);

  /** Whether the job changed anything; never called, that stays unknown. */
  void changed(boolean changed);

  /** Lets the attempt end as a warning, unless it fails; the last reason counts. */
  void warning(String reason);

  /** The exit status of a program that did the work; shown with the outcome. */
  void exitCode(int code);

  /** Whether the attempt is to stop: out of time, worker shutting down, or no longer wanted. */
  boolean isCancelled();

  /**
   * Runs the action when the attempt is to stop, once, and at once if it is to stop already. For
   * work that an interrupt does not reach: aborting a query, cancelling a call in another service.
   * The action has a thread of its own, which does not replace the interrupt: the handler's thread
   * is interrupted as well, and must end in its turn. What the action throws is logged.
   *
   * @return takes the action back; not needed at the handler's end
   */
  CancelHook onCancel(Runnable action);

  /**
   * For loops that do not block: throws if the attempt is to stop.
   *
   * @throws InterruptedException if {@link #isCancelled()}
   */
  default void throwIfCancelled() throws InterruptedException {
    if (isCancelled()) {
      throw new InterruptedException("the attempt is to stop");
    }
  }
}
