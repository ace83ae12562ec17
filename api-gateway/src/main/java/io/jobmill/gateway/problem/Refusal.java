// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.problem;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/**
 * A request that is not done, with the HTTP status and the one line that tell the caller why. Each
 * dialect gives it its own shape. It is an answer and no failure, so it carries no stack trace.
 */
public final class Refusal extends RuntimeException {

  private final int status;
  private final transient Map<String, String> headers;
  private final transient List<String> problems;

  private Refusal(int status, String detail, Map<String, String> headers, List<String> problems) {
    super(detail, null, false, false);
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.problems = List.copyOf(problems);
  }

  /** The request is malformed, or asks for what makes no sense. */
  public static Refusal badRequest(String detail) {
    return of(400, detail);
  }

  /**
   * Several things are wrong; all are said in one line, and one by one where the form allows it.
   */
  public static Refusal badRequest(List<String> problems) {
    return new Refusal(400, String.join("; ", problems), Map.of(), problems);
  }

  /** Nobody is recognised behind the request. */
  public static Refusal unauthorized(String detail) {
    return new Refusal(
        401, detail, Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"jobmill\""), List.of());
  }

  public static Refusal forbidden(String detail) {
    return of(403, detail);
  }

  public static Refusal notFound(String detail) {
    return of(404, detail);
  }

  /**
   * @param allowed the methods there are, as the header lists them
   */
  public static Refusal methodNotAllowed(String method, String allowed) {
    return new Refusal(
        405,
        "method %s is not allowed here; allowed are %s".formatted(method, allowed),
        Map.of(HttpHeaders.ALLOW, allowed),
        List.of());
  }

  public static Refusal tooSlow(Duration limit) {
    return new Refusal(
        408,
        "the request body did not arrive within %d s".formatted(limit.toSeconds()),
        Map.of(HttpHeaders.CONNECTION, "close"),
        List.of());
  }

  public static Refusal conflict(String detail) {
    return of(409, detail);
  }

  public static Refusal tooLarge(String detail) {
    return of(413, detail);
  }

  public static Refusal unsupportedType(String detail) {
    return of(415, detail);
  }

  public static Refusal tooMany(String detail, Duration retryAfter) {
    return new Refusal(429, detail, retryAfter(retryAfter), List.of());
  }

  /** Something this service depends on is away; nothing was done, and asking again may help. */
  public static Refusal unavailable(String detail, Duration retryAfter) {
    return new Refusal(503, detail, retryAfter(retryAfter), List.of());
  }

  /** Any other status, for what a framework refuses. */
  public static Refusal of(int status, String detail) {
    return new Refusal(status, detail, Map.of(), List.of());
  }

  static Refusal withHeaders(int status, String detail, Map<String, String> headers) {
    return new Refusal(status, detail, headers, List.of());
  }

  /** Our own mistake; the reference leads to it in the log. */
  static Refusal internal(String reference) {
    return of(500, "internal error, reference " + reference);
  }

  public int status() {
    return status;
  }

  /** One readable line. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  /** Headers that belong to the status. */
  public Map<String, String> headers() {
    return headers;
  }

  /** What is wrong, one by one; empty where the line says it all. */
  public List<String> problems() {
    return problems;
  }

  private static Map<String, String> retryAfter(Duration wait) {
    return Map.of(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())));
  }
}
