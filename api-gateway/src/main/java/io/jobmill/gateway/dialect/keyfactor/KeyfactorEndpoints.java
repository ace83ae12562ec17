// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.problem.RequestBodies;
import io.jobmill.gateway.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.web.HttpRequestHandler;

/** Answers every request of the dialect, each error in its own form. */
final class KeyfactorEndpoints implements HttpRequestHandler {

  private final RequestBodies bodies;
  private final KeyfactorCallers callers;
  private final List<Endpoint> endpoints;

  KeyfactorEndpoints(RequestBodies bodies, KeyfactorCallers callers, List<Endpoint> endpoints) {
    this.bodies = bodies;
    this.callers = callers;
    this.endpoints = new ArrayList<>(endpoints);
    // Clients give up without it, also those that only submit.
    this.endpoints.add(Endpoint.forEveryCaller("Status/Endpoints", call -> Reply.of(paths())));
  }

  /** Every one, that which lists them among them. */
  List<Endpoint> all() {
    return List.copyOf(endpoints);
  }

  @Override
  public void handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      Replies.write(response, answer(request));
    } catch (IOException | RuntimeException e) {
      Replies.write(response, e);
    }
  }

  private Reply answer(HttpServletRequest request) {
    String asked = KeyfactorPaths.endpoint(request);
    Set<String> methods = new TreeSet<>();
    for (Endpoint endpoint : endpoints) {
      String id = endpoint.match(asked).orElse(null);
      if (id != null && endpoint.accepts(request.getMethod())) {
        Caller caller = callers.identify(request);
        KeyfactorHeaders.check(request, endpoint.writes());
        callers.require(caller, endpoint);
        return endpoint.action().answer(new Call(request, bodies, caller, id));
      }
      if (id != null) {
        methods.add(endpoint.method());
      }
    }
    if (methods.isEmpty()) {
      throw Refusal.notFound("there is no such endpoint; GET /Status/Endpoints lists them");
    }
    throw Refusal.methodNotAllowed(request.getMethod(), String.join(", ", methods));
  }

  /** What clients ask before anything else, to see that they are let in. */
  private List<String> paths() {
    return endpoints.stream().map(endpoint -> "/" + endpoint.path()).distinct().toList();
  }
}
