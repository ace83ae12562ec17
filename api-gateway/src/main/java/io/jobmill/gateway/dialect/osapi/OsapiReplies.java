// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import io.jobmill.gateway.problem.ErrorShape;
import io.jobmill.gateway.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Writes answers and errors as OSAPI's clients read them. */
final class OsapiReplies implements ErrorShape {

  private static final String REQUEST_ID = "X-Request-Id";
  private static final Pattern TAKEN_OVER = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  public String dialect() {
    return "osapi";
  }

  @Override
  public boolean owns(String path) {
    return OsapiRoute.belongs(path);
  }

  /** Every answer has an id: the one that the request brought, if it is decent. */
  void identify(HttpServletRequest request, HttpServletResponse response) {
    String given = request.getHeader(REQUEST_ID);
    response.setHeader(
        REQUEST_ID,
        given != null && TAKEN_OVER.matcher(given).matches()
            ? given
            : UUID.randomUUID().toString());
  }

  void write(HttpServletResponse response, OsapiReply reply) throws IOException {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setStatus(reply.status());
    Object body = reply.body();
    if (body != null) {
      byte[] bytes = JSON.writeValueAsBytes(body);
      response.setHeader("X-Content-Type-Options", "nosniff");
      response.setContentType(MediaType.APPLICATION_JSON_VALUE);
      response.setContentLength(bytes.length);
      response.getOutputStream().write(bytes);
    }
  }

  @Override
  public void write(HttpServletResponse response, Refusal refusal) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    // What the servlet container refuses has come past nobody who gave it one.
    if (response.getHeader(REQUEST_ID) == null) {
      response.setHeader(REQUEST_ID, UUID.randomUUID().toString());
    }
    refusal.headers().forEach(response::setHeader);
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("error", refusal.detail());
    String details = details(refusal);
    if (details != null) {
      error.put("details", details);
    }
    error.put("code", refusal.status());
    write(response, new OsapiReply(refusal.status(), error));
  }

  private static @Nullable String details(Refusal refusal) {
    String wait = refusal.headers().get(HttpHeaders.RETRY_AFTER);
    if (wait != null) {
      return "try again in " + wait + " s";
    }
    return refusal.problems().size() > 1 ? String.join("\n", refusal.problems()) : null;
  }
}
