// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.otter;

import io.jobmill.gateway.audit.Actor;
import io.jobmill.gateway.problem.Failures;
import io.jobmill.gateway.problem.PlainText;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.security.Caller;
import io.jobmill.gateway.trigger.IdempotencyKey;
import io.jobmill.view.JobView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.springframework.web.HttpRequestHandler;

/** Answers everything below {@code /api/jobs}, each answer one text, each error one line. */
final class OtterEndpoints implements HttpRequestHandler {

  private static final String DIALECT = "otter";

  private final OtterRequests requests;
  private final OtterCallers callers;
  private final OtterTrigger trigger;
  private final OtterJobs jobs;
  private final OtterLogs logs;

  OtterEndpoints(
      OtterRequests requests,
      OtterCallers callers,
      OtterTrigger trigger,
      OtterJobs jobs,
      OtterLogs logs) {
    this.requests = requests;
    this.callers = callers;
    this.trigger = trigger;
    this.jobs = jobs;
    this.logs = logs;
  }

  @Override
  public void handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      answer(request, response);
    } catch (IOException | RuntimeException e) {
      if (response.isCommitted() || e instanceof IOException) {
        Failures.afterAnswer(e);
      } else {
        PlainText.write(response, Failures.refusal(e));
      }
    }
  }

  private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    OtterEndpoint endpoint =
        OtterEndpoint.named(OtterPaths.endpoint(request))
            .orElseThrow(
                () -> Refusal.notFound("there is no such endpoint: trigger, status and logs are"));
    if (!endpoint.takes(request.getMethod())) {
      throw Refusal.methodNotAllowed(
          request.getMethod().toUpperCase(Locale.ROOT), String.join(", ", OtterEndpoint.METHODS));
    }
    switch (endpoint) {
      case TRIGGER -> {
        OtterParameters parameters = requests.read(request);
        Actor actor = new Actor(caller(parameters, request), DIALECT, request.getRemoteAddr());
        IdempotencyKey key = IdempotencyKey.of(request, actor.caller());
        PlainText.write(response, 200, trigger.trigger(parameters, actor, key).toString());
      }
      case STATUS ->
          PlainText.write(
              response,
              200,
              find(request).map(v -> OtterStatus.word(v.status())).orElse(OtterStatus.PENDING));
      case LOGS -> {
        Optional<JobView> view = find(request);
        if (view.isPresent() && !request.getMethod().equals("HEAD")) {
          logs.write(view.get(), response);
        } else {
          PlainText.write(response, 200, "");
        }
      }
    }
  }

  private Optional<JobView> find(HttpServletRequest request) {
    OtterParameters parameters = requests.read(request);
    return jobs.find(parameters, caller(parameters, request));
  }

  private Caller caller(OtterParameters parameters, HttpServletRequest request) {
    return callers.identify(parameters.key(), request.getRemoteAddr());
  }
}
