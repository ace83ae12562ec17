// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/** Errors as RFC 9457 describes them. */
final class ProblemDetails {

  private static final String TYPE = "application/problem+json";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ProblemDetails() {}

  /** Answers with the refusal, unless an answer is already on its way. */
  static void write(HttpServletResponse response, Refusal refusal) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    refusal.headers().forEach(response::setHeader);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    byte[] body = JSON.writeValueAsBytes(fields(refusal));
    response.setStatus(refusal.status());
    response.setContentType(TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static Map<String, Object> fields(Refusal refusal) {
    Map<String, Object> fields = new LinkedHashMap<>();
    HttpStatus status = HttpStatus.resolve(refusal.status());
    fields.put("title", status == null ? "Error" : status.getReasonPhrase());
    fields.put("status", refusal.status());
    fields.put("detail", refusal.detail());
    if (!refusal.problems().isEmpty()) {
      fields.put("problems", refusal.problems());
    }
    return fields;
  }
}
