// SPDX-License-Identifier: Apache-2.0
package io.jobmill.event;

import io.jobmill.job.Claim;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.QueuePoint;
import io.jobmill.job.RunLimits;
import io.jobmill.job.TimeLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact about a job. The events of a job share a key and so have one order; everything known about
 * the job follows from them. Readers meet types that are newer than they are: those arrive as
 * {@link Unknown} and change nothing.
 */
public sealed interface JobEvent {

  Envelope envelope();

  /** The type as the record spells it. */
  String type();

  /**
   * The request was seen on its queue.
   *
   * @param request its readable part; variables only if Jobmill itself wrote the record
   * @param point where it stands
   * @param queuedAt the broker's append time
   */
  record Received(Envelope envelope, JobRequest request, QueuePoint point, Instant queuedAt)
      implements JobEvent {
    public static final String TYPE = "received";

    @Override
    public String type() {
      return TYPE;
    }
  }

  /** A worker read the request and cannot run it, nor can any other: the job ends. */
  record Rejected(Envelope envelope, JobRequest request, Claim claim, String reason)
      implements JobEvent {
    public static final String TYPE = "rejected";

    @Override
    public String type() {
      return TYPE;
    }
  }

  /**
   * A worker took the request off the queue without running it; upkeep asks again.
   *
   * @param until not before this instant; absent, upkeep decides when
   * @param waitsFor the limit in which the job needs a place; where it is given, admission asks
   *     again, and nobody else
   */
  record Deferred(
      Envelope envelope,
      JobRequest request,
      Claim claim,
      @Nullable Instant until,
      String reason,
      @Nullable String waitsFor)
      implements JobEvent {
    public static final String TYPE = "deferred";

    /** Only its time has to come. */
    public Deferred(
        Envelope envelope,
        JobRequest request,
        Claim claim,
        @Nullable Instant until,
        String reason) {
      this(envelope, request, claim, until, reason, null);
    }

    @Override
    public String type() {
      return TYPE;
    }
  }

  /**
   * A worker is about to take the record for good and run it. Durable before the claim is accepted.
   *
   * @param request what runs, obscured values sealed: enough to ask for the next attempt
   */
  record Started(
      Envelope envelope, JobRequest request, Claim claim, String hostname, RunLimits limits)
      implements JobEvent {
    public static final String TYPE = "started";

    @Override
    public String type() {
      return TYPE;
    }
  }

  /** The claim after {@code started} was not confirmed; this worker does not run the attempt. */
  record Unclaimed(Envelope envelope, Claim claim, String reason) implements JobEvent {
    public static final String TYPE = "unclaimed";

    @Override
    public String type() {
      return TYPE;
    }
  }

  /** The attempt has come so far. A claim's later word replaces its earlier ones. */
  record Progressed(Envelope envelope, Claim claim, Progress progress) implements JobEvent {
    public static final String TYPE = "progressed";

    @Override
    public String type() {
      return TYPE;
    }
  }

  /**
   * The attempt ran to its end; the type is the outcome's word.
   *
   * @param changed whether the job changed anything, if it said so
   * @param message one line for people: the error of a failure, the reason of a warning
   * @param exitCode of a shell operation's script
   * @param retryAfter of a failure that is worth another attempt, how long after this event;
   *     absent, it is not
   */
  record Ended(
      Envelope envelope,
      Claim claim,
      Outcome outcome,
      @Nullable Boolean changed,
      @Nullable ResultText result,
      @Nullable String message,
      @Nullable Integer exitCode,
      LogCount log,
      @Nullable Duration retryAfter)
      implements JobEvent {

    /** Not to be tried again. */
    public Ended(
        Envelope envelope,
        Claim claim,
        Outcome outcome,
        @Nullable Boolean changed,
        @Nullable ResultText result,
        @Nullable String message,
        @Nullable Integer exitCode,
        LogCount log) {
      this(envelope, claim, outcome, changed, result, message, exitCode, log, null);
    }

    @Override
    public String type() {
      return outcome.word();
    }
  }

  /**
   * The worker is stopping and gave the attempt up; the next one is asked for at once and not
   * counted.
   */
  record HandedBack(Envelope envelope, Claim claim, String reason, LogCount log)
      implements JobEvent {
    public static final String TYPE = "handed_back";

    @Override
    public String type() {
      return TYPE;
    }
  }

  /** Upkeep found that the worker no longer has the attempt. Says nothing to any other claim. */
  record Lost(Envelope envelope, Claim claim, String reason) implements JobEvent {
    public static final String TYPE = "lost";

    @Override
    public String type() {
      return TYPE;
    }
  }

  /**
   * Upkeep no longer waits for a worker's part of a broadcast, whether or not it has begun.
   *
   * @param claim names the part
   * @param hostname of the worker that was expected to answer
   */
  record Unanswered(Envelope envelope, Claim claim, String hostname, String reason)
      implements JobEvent {
    public static final String TYPE = "unanswered";

    @Override
    public String type() {
      return TYPE;
    }
  }

  /**
   * A time within which the job had to begin or to end is over: it ends in failure.
   *
   * @param request of a worker that met it and does not run it; absent where upkeep says so
   * @param claim of that worker
   * @param limit which time
   */
  record Expired(
      Envelope envelope,
      @Nullable JobRequest request,
      @Nullable Claim claim,
      TimeLimit limit,
      String reason)
      implements JobEvent {
    public static final String TYPE = "expired";

    @Override
    public String type() {
      return TYPE;
    }
  }

  /**
   * Somebody with the right to wants the job ended. One that nobody runs ends at once; one that
   * runs ends when its worker has stopped it, or when upkeep no longer waits for that.
   *
   * @param by who asked
   */
  record CancelRequested(Envelope envelope, String by, @Nullable String reason)
      implements JobEvent {
    public static final String TYPE = "cancel_requested";

    @Override
    public String type() {
      return TYPE;
    }
  }

  /**
   * The attempt does not run, or no longer runs, because the job is not wanted any more.
   *
   * @param claim of the worker that says it; absent where upkeep says that it has waited for the
   *     worker long enough, whichever that is
   */
  record Cancelled(Envelope envelope, @Nullable Claim claim, String reason, LogCount log)
      implements JobEvent {
    public static final String TYPE = "cancelled";

    @Override
    public String type() {
      return TYPE;
    }
  }

  /**
   * Nobody is to see the job any more. What is left of it keeps late events from reviving it.
   *
   * @param by who asked
   */
  record Deleted(Envelope envelope, String by) implements JobEvent {
    public static final String TYPE = "deleted";

    @Override
    public String type() {
      return TYPE;
    }
  }

  /**
   * Somebody has taken note of how these runs ended.
   *
   * @param historyIds the rows of history
   * @param by who
   */
  record Acknowledged(Envelope envelope, List<Long> historyIds, String by) implements JobEvent {
    public static final String TYPE = "acknowledged";

    public Acknowledged {
      historyIds = List.copyOf(historyIds);
    }

    @Override
    public String type() {
      return TYPE;
    }
  }

  /**
   * The same work was asked for again, as another job.
   *
   * @param as the new job
   * @param by who asked
   */
  record Retried(Envelope envelope, JobId as, String by) implements JobEvent {
    public static final String TYPE = "retried";

    @Override
    public String type() {
      return TYPE;
    }
  }

  /** An event of a type this reader does not know. */
  record Unknown(Envelope envelope, String type) implements JobEvent {}
}
