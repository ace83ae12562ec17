// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.trace;

import io.jobmill.job.Trace;
import io.jobmill.observe.Spans;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a request says of its trace. What is not valid is as good as nothing. */
final class TraceFilter implements Filter {

  private final Spans spans;

  TraceFilter(Spans spans) {
    this.spans = spans;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    CallTrace.enter(request instanceof HttpServletRequest http ? around(http) : null);
    try {
      chain.doFilter(request, response);
    } finally {
      CallTrace.leave();
    }
  }

  /** The span that the call is recorded as, where it is; else what the caller is doing. */
  private @Nullable Trace around(HttpServletRequest request) {
    Map<String, String> span = spans.current();
    return Trace.of(span.get(Trace.PARENT_HEADER), span.get(Trace.STATE_HEADER))
        .orElseGet(() -> said(request));
  }

  private static @Nullable Trace said(HttpServletRequest request) {
    List<String> parents = Collections.list(request.getHeaders(Trace.PARENT_HEADER));
    // Two are as good as none: nobody can know which one is meant.
    return parents.size() != 1
        ? null
        : Trace.of(
                parents.get(0),
                String.join(",", Collections.list(request.getHeaders(Trace.STATE_HEADER))))
            .orElse(null);
  }
}
