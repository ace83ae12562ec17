// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.problem;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.CloseNowException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponse;

/** Turns whatever went wrong with a request into what its caller is told. */
public final class Failures {

  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  /** A failure of ours is logged, under the reference that the caller is given. */
  public static Refusal refusal(Throwable failure) {
    if (failure instanceof Refusal refusal) {
      return refusal;
    }
    if (failure instanceof ErrorResponse response && response.getStatusCode().value() < 500) {
      return framework(response);
    }
    if (failure instanceof InvalidParameterException) {
      return Refusal.badRequest(
          "a parameter cannot be read: it is not encoded as UTF-8, or too many");
    }
    String reference = UUID.randomUUID().toString();
    log.error("request failed reference={}", reference, failure);
    return Refusal.internal(reference);
  }

  /**
   * Deals with a failure when an answer is already on its way. A broken request body was answered
   * by the container itself; in any other case the connection is closed, so that half an answer
   * does not look like a whole one.
   */
  public static void afterAnswer(Exception failure) throws IOException {
    if (failure instanceof Refusal refusal && refusal.status() < 500) {
      return;
    }
    if (failure instanceof ClientAbortException gone) {
      throw gone;
    }
    log.warn("answer broken off reason={}", failure.toString());
    throw new CloseNowException("answer broken off", failure);
  }

  private static Refusal framework(ErrorResponse response) {
    String allowed = response.getHeaders().getFirst(HttpHeaders.ALLOW);
    String detail = response.getBody().getDetail();
    int status = response.getStatusCode().value();
    return allowed == null
        ? Refusal.of(status, detail == null ? "the request was refused" : detail)
        : Refusal.withHeaders(
            status, detail == null ? "" : detail, Map.of(HttpHeaders.ALLOW, allowed));
  }
}
