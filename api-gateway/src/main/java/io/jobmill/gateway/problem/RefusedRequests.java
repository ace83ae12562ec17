// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Gives every refusal that no dialect shapes itself the form of RFC 9457. */
@RestControllerAdvice
final class RefusedRequests {

  @ExceptionHandler
  void answer(Exception failure, HttpServletResponse response) throws IOException {
    if (response.isCommitted()) {
      Failures.afterAnswer(failure);
    } else {
      ProblemDetails.write(response, Failures.refusal(failure));
    }
  }
}
