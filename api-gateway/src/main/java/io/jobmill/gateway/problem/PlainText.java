// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;

/** Answers that are one text and nothing else. */
public final class PlainText {

  static final String TYPE = "text/plain;charset=utf-8";

  private PlainText() {}

  /** The text exactly as it is, no newline added; never to be cached. */
  public static void write(HttpServletResponse response, int status, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    describe(response);
    response.setStatus(status);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** The headers of a text: it is not to be kept, and not to be taken for anything else. */
  public static void describe(HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentType(TYPE);
  }

  /** Answers with the refusal's one line, unless an answer is already on its way. */
  public static void write(HttpServletResponse response, Refusal refusal) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    refusal.headers().forEach(response::setHeader);
    write(response, refusal.status(), oneLine(refusal.detail()));
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+|[\\u2028\\u2029]+", " ");
  }
}
