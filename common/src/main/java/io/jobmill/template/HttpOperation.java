// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import io.jobmill.job.OneLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The data of an {@code http} operation. {@code ${Name}} in the URL, a header's value or the body
 * stands for a variable, encoded for the place it stands in.
 *
 * @param url absolute, http or https
 * @param body absent: none is sent
 * @param expect the statuses that mean success; any other is a failure
 * @param timeout for the whole exchange
 * @param variableHost whether scheme, host and port may hold variables
 */
public record HttpOperation(
    String method,
    String url,
    Map<String, String> headers,
    @Nullable String body,
    List<StatusRange> expect,
    Duration timeout,
    boolean variableHost) {

  private static final Set<String> FIELDS =
      Set.of("method", "url", "headers", "body", "expect", "timeout", "variableHost");
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final Pattern ORIGIN = Pattern.compile("(https?://[^/?#]+).*", Pattern.DOTALL);
  private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern RANGE = Pattern.compile("([1-5]\\d\\d)(?:-([1-5]\\d\\d))?");

  /** Statuses from the first to the last, both included. */
  public record StatusRange(int first, int last) {

    public boolean holds(int status) {
      return first <= status && status <= last;
    }
  }

  public HttpOperation {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    expect = List.copyOf(expect);
  }

  /** Reads the data of an operation; problems name their place below {@code operation.data}. */
  public static Parsed<HttpOperation> parse(Map<String, @Nullable Object> data) {
    List<Problem> problems = new ArrayList<>();
    Fields fields = new Fields(data, "operation.data", problems);
    fields.refuseUnknown(FIELDS);
    boolean variableHost = fields.flag("variableHost", false);
    HttpOperation operation =
        new HttpOperation(
            method(fields),
            url(fields, variableHost),
            headers(fields),
            fields.text("body").orElse(null),
            expect(fields),
            fields.duration("timeout", Duration.ofSeconds(30)),
            variableHost);
    return problems.isEmpty() ? new Parsed.Valid<>(operation) : new Parsed.Invalid<>(problems);
  }

  private static String method(Fields fields) {
    String method = fields.text("method").orElse("GET").toUpperCase(Locale.ROOT);
    if (!METHODS.contains(method)) {
      fields.problem("method", "must be one of " + METHODS.stream().sorted().toList());
    }
    return method;
  }

  private static String url(Fields fields, boolean variableHost) {
    String url = fields.requiredText("url");
    if (url.isEmpty() || (variableHost && url.startsWith("${"))) {
      return url;
    }
    Matcher origin = ORIGIN.matcher(url);
    if (!origin.matches()) {
      fields.problem("url", "must begin with http:// or https:// and a host");
    } else if (!variableHost && origin.group(1).contains("${")) {
      fields.problem(
          "url", "must not have a variable in scheme, host or port unless variableHost is true");
    }
    return url;
  }

  private static Map<String, String> headers(Fields fields) {
    Map<String, String> headers = new LinkedHashMap<>();
    fields
        .object("headers")
        .ifPresent(object -> object.tree().keySet().forEach(name -> header(object, name, headers)));
    return headers;
  }

  private static void header(Fields fields, String name, Map<String, String> headers) {
    String value = fields.text(name).orElse("");
    if (!HEADER_NAME.matcher(name).matches()) {
      fields.problem(name, "is not a header name");
    } else if (value.chars().anyMatch(c -> c < ' ' && c != '\t')) {
      fields.problem(name, "must not hold line ends or other control characters");
    }
    headers.put(name, value);
  }

  private static List<StatusRange> expect(Fields fields) {
    List<StatusRange> ranges = new ArrayList<>();
    for (String text : fields.texts("expect")) {
      StatusRange range = range(text);
      if (range == null) {
        fields.problem(
            "expect",
            "must hold statuses like 200 or ranges like 200-299, not " + OneLine.quoted(text));
      } else {
        ranges.add(range);
      }
    }
    return ranges.isEmpty() ? List.of(new StatusRange(200, 299)) : ranges;
  }

  private static @Nullable StatusRange range(String text) {
    Matcher range = RANGE.matcher(text);
    if (!range.matches()) {
      return null;
    }
    int first = Integer.parseInt(range.group(1));
    int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
    return first <= last ? new StatusRange(first, last) : null;
  }
}
