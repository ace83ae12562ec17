// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import io.jobmill.event.Outcome;
import io.jobmill.job.Trace;
import io.jobmill.observe.LoggedJob;
import io.jobmill.observe.OpenSpan;
import io.jobmill.observe.Spans;
import io.micrometer.tracing.Span;
import java.util.HashMap;
import java.util.Map;

/**
 * An attempt as it is seen from outside: how log lines name it, and a span of its own where
 * somebody traces, else no more than a part of its job's trace.
 */
final class AttemptSpan {

  private static final String SAMPLED = "01";

  private final OpenSpan span;
  private final Trace trace;
  private final LoggedJob logged;

  private AttemptSpan(OpenSpan span, Trace trace, LoggedJob logged) {
    this.span = span;
    this.trace = trace;
    this.logged = logged;
  }

  static AttemptSpan begin(Spans spans, Attempt attempt, String worker) {
    Trace around = attempt.trace();
    LoggedJob logged = LoggedJob.of(attempt.id(), attempt.number(), around.id()).on(worker);
    if (!spans.areKept()) {
      return new AttemptSpan(OpenSpan.none(), around, logged);
    }
    String template = attempt.work().template();
    String operation = attempt.work().operation().type();
    OpenSpan span =
        spans
            .begin(
                Span.Kind.CONSUMER,
                "attempt " + (template == null ? operation : template),
                headers(spans, attempt, around))
            .tag("jobmill.job", attempt.id().toString())
            .tag("jobmill.attempt", Integer.toString(attempt.number()))
            .tag("jobmill.template", template == null ? "" : template)
            .tag("jobmill.operation", operation)
            .tag("jobmill.pool", attempt.claim().pool().name())
            .tag("jobmill.worker", worker);
    Map<String, String> own = span.headers();
    return new AttemptSpan(
        span,
        Trace.of(own.get(Trace.PARENT_HEADER), own.get(Trace.STATE_HEADER)).orElse(around),
        logged);
  }

  /** What the handler's own calls are part of. */
  Trace trace() {
    return trace;
  }

  LoggedJob logged() {
    return logged;
  }

  void during(Runnable work) {
    boolean unused =
        span.during(
            () -> {
              work.run();
              return true;
            });
  }

  void end(Ending ending) {
    if (ending instanceof Ending.Ended ended) {
      span.tag("jobmill.outcome", ended.outcome().word());
      if (ended.outcome() == Outcome.FAILED) {
        span.failed(String.valueOf(ended.message()));
      }
    } else {
      span.tag("jobmill.outcome", ending instanceof Ending.Cancelled ? "cancelled" : "handed_back");
    }
    span.end();
  }

  /** Nobody has decided whether the trace that a job has of its own is kept. */
  private static Map<String, String> headers(Spans spans, Attempt attempt, Trace around) {
    Map<String, String> headers = new HashMap<>();
    boolean kept = attempt.request().trace() == null && spans.keeps(around.id());
    headers.put(
        Trace.PARENT_HEADER,
        kept
            ? around.parent().substring(0, around.parent().length() - 2) + SAMPLED
            : around.parent());
    if (around.state() != null) {
      headers.put(Trace.STATE_HEADER, around.state());
    }
    return headers;
  }
}
