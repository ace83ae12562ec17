// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers what the servlet container refused inside the application, before any handler saw it, in
 * the form of the dialect that the path is for.
 */
@RestController
final class UnroutedRequests implements ErrorController {

  private final ErrorShapes shapes;

  UnroutedRequests(ErrorShapes shapes) {
    this.shapes = shapes;
  }

  @RequestMapping("/error")
  void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : HttpStatus.NOT_FOUND.value();
    HttpStatus known = HttpStatus.resolve(status);
    Refusal refusal =
        Refusal.of(status, known == null ? "the request was refused" : known.getReasonPhrase());
    String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
    shapes.write(path, response, refusal);
  }
}
