// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What is said about a request that Tomcat refuses by itself (a broken path, headers too large): in
 * the form of the dialect whose path it is, or one plain line where not even a path can be read. No
 * HTML, no trace, and no 5xx, which would blame us.
 */
final class ContainerErrors extends ErrorReportValve {

  private final ErrorShapes shapes;

  ContainerErrors(ErrorShapes shapes) {
    this.shapes = shapes;
  }

  @Override
  protected void report(Request request, Response response, Throwable throwable) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    HttpStatus known = HttpStatus.resolve(status);
    Refusal refusal =
        Refusal.of(
            isTheCallers(status) ? HttpStatus.BAD_REQUEST.value() : status,
            known == null ? "the request was refused" : known.getReasonPhrase());
    try {
      write(request.getRequestURI(), response.getResponse(), refusal);
      response.finishResponse();
    } catch (IOException | IllegalStateException e) {
      // The caller went away: nobody is left to tell.
      response.setSuspended(true);
    }
  }

  private void write(@Nullable String path, HttpServletResponse response, Refusal refusal)
      throws IOException {
    if (path == null || !path.startsWith("/")) {
      PlainText.write(response, refusal);
    } else {
      shapes.write(path, response, refusal);
    }
  }

  /** A transfer coding or a version of HTTP that there is not. */
  private static boolean isTheCallers(int status) {
    return status == HttpStatus.NOT_IMPLEMENTED.value()
        || status == HttpStatus.HTTP_VERSION_NOT_SUPPORTED.value();
  }
}
