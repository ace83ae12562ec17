// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import io.jobmill.job.JobRequest;
import io.jobmill.job.Trace;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The trace of a job in the headers of its records, where every tracing library looks for it. */
public final class TraceHeaders {

  private TraceHeaders() {}

  /** Nothing for a job that has a trace of its own. */
  public static void write(Headers headers, @Nullable Trace trace) {
    if (trace == null) {
      return;
    }
    headers.add(Trace.PARENT_HEADER, trace.parent().getBytes(StandardCharsets.US_ASCII));
    if (trace.state() != null) {
      headers.add(Trace.STATE_HEADER, trace.state().getBytes(StandardCharsets.US_ASCII));
    }
  }

  /**
   * The request with the trace that its record's headers name. They come before what the request
   * says itself: a library around the producer knows only headers. What is not valid is ignored.
   */
  public static JobRequest read(Headers headers, JobRequest request) {
    return Trace.of(text(headers, Trace.PARENT_HEADER), text(headers, Trace.STATE_HEADER))
        .map(request::traced)
        .orElse(request);
  }

  private static @Nullable String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.ISO_8859_1);
  }
}
