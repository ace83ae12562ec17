// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.projection;

import io.jobmill.event.JobEvent;
import io.jobmill.job.JobRequest;
import io.jobmill.job.QueuePoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The events a view can begin with: those that carry the request. */
public final class Opening {

  private Opening() {}

  /** Whether a job's first event is of this kind and asks for its first attempt the first time. */
  public static boolean opensJob(JobEvent event) {
    return carriesRequest(event) && event.envelope().attempt() == 1 && event.envelope().ask() == 1;
  }

  /** An empty view, about to get this event as its first; absent if the event cannot be a first. */
  static @Nullable Draft draft(JobEvent event, Position at) {
    if (event instanceof JobEvent.Received received) {
      return draft(event, received.request(), received.point(), received.queuedAt(), at);
    }
    if (event instanceof JobEvent.Started started) {
      return draft(event, started.request(), started.claim().point(), at.appendedAt(), at);
    }
    if (event instanceof JobEvent.Deferred deferred) {
      return draft(event, deferred.request(), deferred.claim().point(), at.appendedAt(), at);
    }
    if (event instanceof JobEvent.Rejected rejected) {
      return draft(event, rejected.request(), rejected.claim().point(), at.appendedAt(), at);
    }
    if (event instanceof JobEvent.Expired expired
        && expired.request() != null
        && expired.claim() != null) {
      return draft(event, expired.request(), expired.claim().point(), at.appendedAt(), at);
    }
    return null;
  }

  private static Draft draft(
      JobEvent event, JobRequest request, QueuePoint queue, Instant queuedAt, Position at) {
    return new Draft(event.envelope(), request, queue, queuedAt, at);
  }

  private static boolean carriesRequest(JobEvent event) {
    return event instanceof JobEvent.Received
        || event instanceof JobEvent.Started
        || event instanceof JobEvent.Deferred
        || event instanceof JobEvent.Rejected;
  }
}
