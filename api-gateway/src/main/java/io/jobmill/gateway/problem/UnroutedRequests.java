// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what the servlet container refused inside the application, before any handler saw it. */
@RestController
final class UnroutedRequests implements ErrorController {

  @RequestMapping("/error")
  void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : HttpStatus.NOT_FOUND.value();
    HttpStatus known = HttpStatus.resolve(status);
    Refusal refusal =
        Refusal.of(status, known == null ? "the request was refused" : known.getReasonPhrase());
    if (isForPlainText(request)) {
      PlainText.write(response, refusal);
    } else {
      ProblemDetails.write(response, refusal);
    }
  }

  private static boolean isForPlainText(HttpServletRequest request) {
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    return String.valueOf(path).toLowerCase(Locale.ROOT).startsWith("/api/jobs");
  }
}
