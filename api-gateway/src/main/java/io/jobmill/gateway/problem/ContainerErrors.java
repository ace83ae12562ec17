// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.problem;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * What Tomcat says about a request that it refuses by itself (a broken request line, headers too
 * large): one plain line, no HTML, no trace.
 */
final class ContainerErrors extends ErrorReportValve {

  @Override
  protected void report(Request request, Response response, Throwable throwable) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    HttpStatus known = HttpStatus.resolve(status);
    String line = known == null ? "the request was refused" : known.getReasonPhrase();
    try {
      response.setContentType(PlainText.TYPE);
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
      var writer = response.getReporter();
      if (writer != null) {
        writer.write(line);
        response.finishResponse();
      }
    } catch (IOException | IllegalStateException e) {
      // The caller went away: nobody is left to tell.
      response.setSuspended(true);
    }
  }
}
