// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.gateway.problem.PlainText;
import io.jobmill.gateway.query.JobLog;
import io.jobmill.gateway.query.LogSink;
import io.jobmill.gateway.query.LogStreams;
import io.jobmill.gateway.query.LogText;
import io.jobmill.gateway.security.Caller;
import io.jobmill.gateway.security.Scope;
import io.jobmill.view.JobView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A job's log, streamed as text or as one JSON object a line. */
@RestController
final class JobLogApi {

  private static final String PATH = "/api/v1/jobs/{id}/log";

  private final ApiCallers callers;
  private final VisibleJobs jobs;
  private final JobLog log;
  private final LogStreams streams;

  JobLogApi(ApiCallers callers, VisibleJobs jobs, JobLog log, LogStreams streams) {
    this.callers = callers;
    this.jobs = jobs;
    this.log = log;
    this.streams = streams;
  }

  /** Text, unless the caller would rather have lines of JSON. */
  @GetMapping(
      path = PATH,
      produces = {MediaType.TEXT_PLAIN_VALUE, MediaType.APPLICATION_NDJSON_VALUE})
  void log(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<JobView> view = find(id, request);
    OutputStream out = response.getOutputStream();
    if (wantsText(request.getHeader(HttpHeaders.ACCEPT))) {
      PlainText.describe(response);
      write(view, new LogText(out));
    } else {
      response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
      write(view, new LogLines(out));
    }
  }

  private static boolean wantsText(@Nullable String accept) {
    return MediaType.parseMediaTypes(accept).stream()
        .sorted(Comparator.comparingDouble(MediaType::getQualityValue).reversed())
        .filter(
            type ->
                type.includes(MediaType.TEXT_PLAIN) || type.includes(MediaType.APPLICATION_NDJSON))
        .findFirst()
        .map(type -> type.includes(MediaType.TEXT_PLAIN))
        .orElse(true);
  }

  private Optional<JobView> find(String id, HttpServletRequest request) {
    Caller caller = callers.with(Scope.VIEW, request);
    Optional<JobView> view = jobs.find(VisibleJobs.id(id), caller);
    view.ifPresent(log::awaitComplete);
    return view;
  }

  private void write(Optional<JobView> view, LogSink sink) throws IOException {
    streams.run(
        () -> {
          if (view.isPresent()) {
            log.copy(view.get(), sink);
          }
        });
  }
}
