// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_SELF;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.jobmill.event.Outcome;
import io.jobmill.job.Claim;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.job.RunLimits;
import io.jobmill.job.Trace;
import io.jobmill.observe.Spans;
import io.jobmill.worker.handler.HandlerVariables;
import io.jobmill.worker.handler.sample.NoopHandler;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttemptSpanTests {

  private static final JobId ID = JobId.of("019ca945-0a7b-7c3d-9e5f-0123456789ab");
  private static final Trace GIVEN =
      new Trace("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00", "a=1");
  private static final String OWN = "00-4bf92f3577b34da6a3ce929d0e0e4736-1111111111111111-00";

  private final Tracer tracer = mock(Tracer.class);
  private final Span span = mock(Span.class, RETURNS_SELF);
  private final Map<String, String> parent = new HashMap<>();

  @Test
  void isTheJobsTraceWhereNobodyTraces() {
    AttemptSpan begun = AttemptSpan.begin(Spans.none(), attempt(GIVEN), "host-1");

    assertThat(begun.trace()).isEqualTo(GIVEN);
  }

  @Test
  void isAChildOfWhatTheJobIsPartOf() {
    AttemptSpan begun = AttemptSpan.begin(spans(1), attempt(GIVEN), "host-1");

    assertThat(parent).isEqualTo(Map.of("traceparent", GIVEN.parent(), "tracestate", "a=1"));
    assertThat(begun.trace()).isEqualTo(new Trace(OWN, null));
    verify(span).tag("jobmill.job", ID.toString());
    verify(span).tag("jobmill.attempt", "1");
    verify(span).tag("jobmill.template", "t");
    verify(span).tag("jobmill.worker", "host-1");
  }

  @Test
  void aTraceThatBeginsWithTheJobIsKeptAsOftenAsIsWished() {
    AttemptSpan.begin(spans(1), attempt(null), "host-1");
    assertThat(parent.get("traceparent")).startsWith("00-019ca9450a7b7c3d").endsWith("-01");

    AttemptSpan.begin(spans(0), attempt(null), "host-1");
    assertThat(parent.get("traceparent")).startsWith("00-019ca9450a7b7c3d").endsWith("-00");
  }

  @Test
  void saysHowItEnded() {
    AttemptSpan.begin(spans(1), attempt(GIVEN), "host-1")
        .end(new Ending.Ended(Outcome.FAILED, null, null, "no such server", null, null));

    verify(span).tag("jobmill.outcome", "failed");
    verify(span).error(any());
    verify(span).end();
  }

  private Spans spans(double share) {
    return Spans.of(tracer, new OneSpan(), share);
  }

  private static Attempt attempt(@Nullable Trace trace) {
    return new Attempt(
        ID,
        JobRequest.forTemplate("t").withId(ID).traced(trace),
        new Claim(Pool.DEFAULT, 0, 1, 1),
        new Work(
            "t",
            new Operation("noop", Map.of()),
            HandlerVariables.of(Map.of(), Set.of()),
            RunLimits.DEFAULT,
            new NoopHandler()));
  }

  /** Notes the parent of every span and names one of its own. */
  private final class OneSpan implements Propagator {

    @Override
    public List<String> fields() {
      return List.of("traceparent", "tracestate");
    }

    @Override
    public <C> void inject(TraceContext context, @Nullable C carrier, Setter<C> setter) {
      setter.set(carrier, "traceparent", OWN);
    }

    @Override
    public <C> Span.Builder extract(@Nullable C carrier, Getter<C> getter) {
      parent.clear();
      for (String field : fields()) {
        String value = getter.get(Objects.requireNonNull(carrier), field);
        if (value != null) {
          parent.put(field, value);
        }
      }
      Span.Builder builder = mock(Span.Builder.class, RETURNS_SELF);
      when(builder.start()).thenReturn(span);
      return builder;
    }
  }
}
