// SPDX-License-Identifier: Apache-2.0
package io.jobmill.observe;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records what a service does for a job as spans, where somebody traces; otherwise every method
 * does nothing and costs nothing. Thread-safe.
 */
public final class Spans {

  private static final Spans NONE = new Spans(null, null, 0);

  private final @Nullable Tracer tracer;
  private final @Nullable Propagator propagator;
  private final double share;

  private Spans(@Nullable Tracer tracer, @Nullable Propagator propagator, double share) {
    this.tracer = tracer;
    this.propagator = propagator;
    this.share = share;
  }

  /** Nobody traces. */
  public static Spans none() {
    return NONE;
  }

  /**
   * Traces if there is something to trace with.
   *
   * @param share which part of the traces that begin here is kept, 0 to 1
   */
  public static Spans of(@Nullable Tracer tracer, @Nullable Propagator propagator, double share) {
    return tracer == null || propagator == null ? NONE : new Spans(tracer, propagator, share);
  }

  /** Whether anybody traces. */
  public boolean areKept() {
    return tracer != null;
  }

  /** The headers that tell of the span which this thread is in; none if it is in none. */
  public Map<String, String> current() {
    Span current = tracer == null ? null : tracer.currentSpan();
    return current == null ? Map.of() : headers(current);
  }

  /** Adds to the span that this thread is in, if any. */
  public void tag(String key, String value) {
    Span current = tracer == null ? null : tracer.currentSpan();
    if (current != null) {
      current.tag(key, value);
    }
  }

  /**
   * Begins a span.
   *
   * @param parent the headers that tell of what it is part of
   */
  public OpenSpan begin(Span.Kind kind, String name, Map<String, String> parent) {
    if (tracer == null || propagator == null) {
      return OpenSpan.NONE;
    }
    Span span = propagator.extract(parent, Map::get).kind(kind).name(name).start();
    return new OpenSpan(span, tracer, headers(span));
  }

  /**
   * Whether a trace that begins with a job is kept: the same answer in every process that has the
   * same share.
   *
   * @param traceId 32 hexadecimal digits, the last of them random
   */
  public boolean keeps(String traceId) {
    long random = Long.parseLong(traceId.substring(traceId.length() - 8), 16);
    return random < share * (1L << 32);
  }

  private Map<String, String> headers(Span span) {
    Map<String, String> headers = new HashMap<>();
    if (propagator != null) {
      propagator.inject(span.context(), headers, (all, name, value) -> headers.put(name, value));
    }
    return headers;
  }
}
