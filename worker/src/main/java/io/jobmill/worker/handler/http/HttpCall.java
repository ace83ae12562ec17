// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler.http;

import io.jobmill.handler.JobContext;
import io.jobmill.handler.JobFailedException;
import io.jobmill.handler.Variables;
import io.jobmill.job.Trace;
import io.jobmill.template.HttpOperation;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One request, its variables filled in.
 *
 * @param uri checked neither for being reachable nor for being allowed
 */
record HttpCall(String method, URI uri, Map<String, String> headers, @Nullable String body) {

  private static final Pattern ORIGIN = Pattern.compile("([^/?#]*://)?[^/?#]*");

  /**
   * @throws JobFailedException if a value cannot stand where it is wanted
   */
  static HttpCall of(HttpOperation operation, Variables variables) {
    Map<String, String> headers = new LinkedHashMap<>();
    operation.headers().forEach((name, value) -> headers.put(name, header(name, value, variables)));
    String contentType =
        headers.entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase("Content-Type"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("");
    String body = operation.body();
    return new HttpCall(
        operation.method(),
        uri(operation, variables),
        headers,
        body == null
            ? null
            : Placeholders.fill(body, variables, Placeholders.bodyEncoding(contentType)));
  }

  /** The same call as a part of what the job is part of, unless it says itself what that is. */
  HttpCall within(JobContext job) {
    boolean says =
        headers.keySet().stream().anyMatch(name -> name.equalsIgnoreCase(Trace.PARENT_HEADER));
    if (says || job.traceparent().isEmpty()) {
      return this;
    }
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.keySet().removeIf(name -> name.equalsIgnoreCase(Trace.STATE_HEADER));
    more.put(Trace.PARENT_HEADER, job.traceparent().get());
    job.tracestate().ifPresent(state -> more.put(Trace.STATE_HEADER, state));
    return new HttpCall(method, uri, more, body);
  }

  /** The call that a redirect with this status asks for. */
  HttpCall redirected(int status, URI target) {
    boolean sameOrigin =
        uri.getScheme().equalsIgnoreCase(target.getScheme())
            && String.valueOf(uri.getAuthority()).equalsIgnoreCase(target.getAuthority());
    Map<String, String> kept = new LinkedHashMap<>(headers);
    if (!sameOrigin) {
      // What was meant for one host is not for another.
      kept.keySet()
          .removeIf(
              name ->
                  name.equalsIgnoreCase("Authorization")
                      || name.equalsIgnoreCase("Cookie")
                      || name.equalsIgnoreCase("X-ApiKey"));
    }
    boolean keepsMethod = status == 307 || status == 308 || method.equals("HEAD");
    return keepsMethod
        ? new HttpCall(method, target, kept, body)
        : new HttpCall("GET", target, kept, null);
  }

  HttpRequest request() {
    HttpRequest.BodyPublisher publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    try {
      HttpRequest.Builder builder = HttpRequest.newBuilder(uri).method(method, publisher);
      headers.forEach(builder::header);
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw new JobFailedException("the request cannot be made: " + e.getMessage(), e);
    }
  }

  private static URI uri(HttpOperation operation, Variables variables) {
    String template = operation.url();
    Matcher origin = ORIGIN.matcher(template);
    int end = operation.variableHost() && origin.lookingAt() ? origin.end() : 0;
    int question = template.indexOf('?', end);
    int query = question < 0 ? template.length() : question;
    // Scheme, host and port cannot be encoded; what comes of them is checked as a whole.
    String filled =
        Placeholders.fill(template.substring(0, end), variables, value -> value)
            + Placeholders.fill(template.substring(end, query), variables, Placeholders::inPath)
            + Placeholders.fill(template.substring(query), variables, Placeholders::inUrl);
    try {
      return new URI(filled);
    } catch (URISyntaxException e) {
      throw new JobFailedException("the URL is not valid: " + e.getReason(), e);
    }
  }

  private static String header(String name, String value, Variables variables) {
    String filled = Placeholders.fill(value, variables, text -> text);
    boolean breaks = filled.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 127);
    if (breaks) {
      throw new JobFailedException(
          "header %s would hold a line break or another control character".formatted(name));
    }
    return filled;
  }
}
