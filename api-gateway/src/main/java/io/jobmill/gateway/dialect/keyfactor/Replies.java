// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.problem.Failures;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.job.OneLine;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

/** Writes answers and errors as clients of the dialect expect them. */
final class Replies {

  private static final String TYPE = "application/json; charset=utf-8";
  private static final String CHALLENGE = "Basic realm=\"jobmill\", charset=\"UTF-8\"";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Known to clients; any other status has {@code 0xA011} and, as it is read, its number. */
  private static final Map<Integer, String> CODES =
      Map.of(401, "0xA0140001", 403, "0xA0140002", 404, "0xA0110002");

  private Replies() {}

  static void write(HttpServletResponse response, Reply reply) throws IOException {
    if (reply.total() != null) {
      response.setHeader("X-Total-Count", Long.toString(reply.total()));
    }
    write(response, reply.status(), reply.body());
  }

  /** Whatever went wrong, unless an answer is already on its way. */
  static void write(HttpServletResponse response, Exception failure) throws IOException {
    if (response.isCommitted()) {
      Failures.afterAnswer(failure);
      return;
    }
    response.resetBuffer();
    if (failure instanceof CodedRefusal coded) {
      write(response, 400, error(coded.code(), coded.message()));
      return;
    }
    Refusal refusal = Failures.refusal(failure);
    refusal.headers().forEach(response::setHeader);
    if (refusal.status() == 401) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
    }
    write(response, refusal.status(), error(code(refusal.status()), refusal.detail()));
  }

  private static void write(HttpServletResponse response, int status, @Nullable Object body)
      throws IOException {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setStatus(status);
    if (body != null) {
      byte[] bytes = JSON.writeValueAsBytes(body);
      response.setContentType(TYPE);
      response.setContentLength(bytes.length);
      response.getOutputStream().write(bytes);
    }
  }

  static String code(int status) {
    return CODES.getOrDefault(status, "0xA0110" + status);
  }

  private static Map<String, Object> error(String code, String message) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("ErrorCode", code);
    error.put("Message", OneLine.of(message));
    return error;
  }
}
