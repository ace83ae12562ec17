// SPDX-License-Identifier: Apache-2.0
package io.jobmill.observe;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A span that has begun and has to be ended; of nothing where nobody traces. */
public final class OpenSpan {

  static final OpenSpan NONE = new OpenSpan(null, null, Map.of());

  private final @Nullable Span span;
  private final @Nullable Tracer tracer;
  private final Map<String, String> headers;

  OpenSpan(@Nullable Span span, @Nullable Tracer tracer, Map<String, String> headers) {
    this.span = span;
    this.tracer = tracer;
    this.headers = Map.copyOf(headers);
  }

  /** Of nothing. */
  public static OpenSpan none() {
    return NONE;
  }

  /** The headers that tell others of it; none where nobody traces. */
  public Map<String, String> headers() {
    return headers;
  }

  public OpenSpan tag(String key, String value) {
    if (span != null) {
      span.tag(key, value);
    }
    return this;
  }

  /** Does work whose own spans are parts of this one. */
  public <T extends @Nullable Object> T during(Supplier<T> work) {
    if (tracer == null) {
      return work.get();
    }
    Tracer.SpanInScope scope = tracer.withSpan(span);
    try {
      return work.get();
    } finally {
      scope.close();
    }
  }

  /** It did not come to a good end. */
  public OpenSpan failed(String why) {
    if (span != null) {
      span.error(new Failure(why));
    }
    return this;
  }

  public void end() {
    if (span != null) {
      span.end();
    }
  }

  /** Has no stack: where the span was ended says nothing. */
  private static final class Failure extends Exception {
    Failure(String why) {
      super(why, null, false, false);
    }
  }
}
