// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.metrics;

import io.jobmill.gateway.problem.ErrorShape;
import io.jobmill.gateway.problem.ErrorShapes;
import io.jobmill.observe.Meters;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Counts and times requests, until the answer is complete. By nothing that a caller writes: the
 * timers are there before the first request comes.
 */
final class RequestMeters implements Filter {

  private static final String OWN_API = "/api/v1";
  private static final List<String> DIALECTS = List.of("api", "otter", "keyfactor", "osapi");
  private static final String OTHER = "other";

  /** From 1xx to 5xx. */
  private static final int CLASSES = 5;

  private final ErrorShapes shapes;
  private final LongSupplier nanos;
  private final Map<String, Timer[]> timers = new HashMap<>();
  private final Timer[] others;

  /**
   * @param nanos a clock that never jumps
   */
  RequestMeters(ErrorShapes shapes, Meters meters, LongSupplier nanos) {
    this.shapes = shapes;
    this.nanos = nanos;
    DIALECTS.forEach(dialect -> timers.put(dialect, timers(meters, dialect)));
    this.others = timers(meters, OTHER);
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!(request instanceof HttpServletRequest http)
        || !(response instanceof HttpServletResponse answer)) {
      chain.doFilter(request, response);
      return;
    }
    Request one = new Request(timersOf(http.getRequestURI()), answer, nanos.getAsLong());
    boolean thrown = true;
    try {
      chain.doFilter(request, response);
      thrown = false;
    } finally {
      if (!thrown && request.isAsyncStarted()) {
        request.getAsyncContext().addListener(one);
      } else {
        one.record(thrown ? 500 : answer.getStatus());
      }
    }
  }

  private Timer[] timersOf(String path) {
    if (path.startsWith(OWN_API)) {
      return timers.getOrDefault(DIALECTS.get(0), others);
    }
    return shapes.of(path).map(ErrorShape::dialect).map(timers::get).orElse(others);
  }

  private static Timer[] timers(Meters meters, String dialect) {
    Timer[] byClass = new Timer[CLASSES];
    for (int i = 0; i < CLASSES; i++) {
      byClass[i] = meters.timer(GatewayMetric.REQUESTS, dialect, (i + 1) + "xx");
    }
    return byClass;
  }

  private final class Request implements AsyncListener {

    private final Timer[] byClass;
    private final HttpServletResponse answer;
    private final long begun;

    Request(Timer[] byClass, HttpServletResponse answer, long begun) {
      this.byClass = byClass;
      this.answer = answer;
      this.begun = begun;
    }

    void record(int status) {
      int place = Math.min(CLASSES, Math.max(1, status / 100)) - 1;
      byClass[place].record(nanos.getAsLong() - begun, TimeUnit.NANOSECONDS);
    }

    @Override
    public void onComplete(AsyncEvent event) {
      record(answer.getStatus());
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      // It is answered all the same, and complete then.
    }

    @Override
    public void onError(AsyncEvent event) {
      // As above.
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}
