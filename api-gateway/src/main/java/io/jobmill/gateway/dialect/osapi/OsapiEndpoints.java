// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import io.jobmill.gateway.audit.Actor;
import io.jobmill.gateway.dialect.osapi.OsapiRoute.Place;
import io.jobmill.gateway.problem.Failures;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.security.Permission;
import io.jobmill.gateway.trigger.IdempotencyKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.web.HttpRequestHandler;

/** Answers every request of the dialect: whether the path exists, who asks, then what. */
final class OsapiEndpoints implements HttpRequestHandler {

  private static final String GET = "GET";

  private final OsapiReplies replies;
  private final OsapiCallers callers;
  private final OsapiBodies bodies;
  private final Doors doors;

  OsapiEndpoints(OsapiReplies replies, OsapiCallers callers, OsapiBodies bodies, Doors doors) {
    this.replies = replies;
    this.callers = callers;
    this.bodies = bodies;
    this.doors = doors;
  }

  /** Where requests lead. */
  record Doors(
      OsapiJobs jobs, OsapiChanges changes, OsapiSubmissions submissions, OsapiAgents agents) {}

  @Override
  public void handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    replies.identify(request, response);
    try {
      replies.write(response, answer(request));
    } catch (IOException | RuntimeException e) {
      if (response.isCommitted() || e instanceof IOException) {
        Failures.afterAnswer(e);
      } else {
        replies.write(response, Failures.refusal(e));
      }
    }
  }

  private OsapiReply answer(HttpServletRequest request) {
    OsapiRoute route =
        OsapiRoute.of(OsapiMapping.path(request))
            .orElseThrow(() -> Refusal.notFound("there is no such path"));
    String method = request.getMethod();
    Place place = route.place();
    if (!place.takes(method)) {
      throw Refusal.methodNotAllowed(method.toUpperCase(Locale.ROOT), place.methods());
    }
    Actor actor = callers.with(permission(place, method), request);
    return switch (place) {
      case JOBS ->
          method.equals(GET)
              ? OsapiReply.ok(doors.jobs().list(QueryParameters.of(request), actor.caller()))
              : doors
                  .submissions()
                  .submit(
                      NewOperation.of(bodies.read(request)),
                      actor,
                      IdempotencyKey.of(request, actor.caller()));
      case JOB ->
          method.equals(GET)
              ? OsapiReply.ok(doors.jobs().detail(OsapiJobs.id(route.name()), actor.caller()))
              : doors.changes().delete(OsapiJobs.id(route.name()), actor);
      case RETRY ->
          doors.changes().retry(OsapiJobs.id(route.name()), bodies.readIfAny(request), actor);
      case AGENTS -> OsapiReply.ok(doors.agents().list());
      case AGENT -> OsapiReply.ok(doors.agents().read(route.name()));
      case DRAIN -> doors.agents().drain(route.name(), actor);
      case UNDRAIN -> doors.agents().undrain(route.name(), actor);
    };
  }

  private static Permission permission(Place place, String method) {
    return switch (place) {
      case JOBS -> method.equals(GET) ? Permission.JOB_READ : Permission.JOB_WRITE;
      case JOB -> method.equals(GET) ? Permission.JOB_READ : Permission.JOB_DELETE;
      case RETRY -> Permission.JOB_WRITE;
      case AGENTS, AGENT -> Permission.AGENT_READ;
      case DRAIN, UNDRAIN -> Permission.AGENT_WRITE;
    };
  }
}
