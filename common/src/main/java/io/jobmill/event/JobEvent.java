// SPDX-License-Identifier: Apache-2.0
package io.jobmill.event;

import io.jobmill.job.Claim;
import io.jobmill.job.JobRequest;
import io.jobmill.job.QueuePoint;
import io.jobmill.job.RunLimits;
import java.time.Instant;
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
   */
  record Deferred(
      Envelope envelope, JobRequest request, Claim claim, @Nullable Instant until, String reason)
      implements JobEvent {
    public static final String TYPE = "deferred";

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

  /**
   * The attempt ran to its end; the type is the outcome's word.
   *
   * @param changed whether the job changed anything, if it said so
   * @param message one line for people: the error of a failure, the reason of a warning
   * @param exitCode of a shell operation's script
   */
  record Ended(
      Envelope envelope,
      Claim claim,
      Outcome outcome,
      @Nullable Boolean changed,
      @Nullable ResultText result,
      @Nullable String message,
      @Nullable Integer exitCode,
      LogCount log)
      implements JobEvent {
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

  /** An event of a type this reader does not know. */
  record Unknown(Envelope envelope, String type) implements JobEvent {}
}
