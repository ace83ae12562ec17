// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler.http;

import io.jobmill.handler.JobFailedException;
import io.jobmill.handler.Variables;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills {@code ${Name}} with a variable, encoded for where it stands; one that is unset is empty.
 */
final class Placeholders {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^{}]+)}");

  private Placeholders() {}

  static String fill(String text, Variables variables, UnaryOperator<String> encoding) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      String value = variables.find(matcher.group(1).strip()).orElse("");
      matcher.appendReplacement(filled, Matcher.quoteReplacement(encoding.apply(value)));
    }
    return matcher.appendTail(filled).toString();
  }

  /** For a body of this content type; a JSON one has the quotes around its placeholders itself. */
  static UnaryOperator<String> bodyEncoding(String contentType) {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (type.endsWith("/json") || type.endsWith("+json")) {
      return Placeholders::inJsonString;
    }
    return type.equals("application/x-www-form-urlencoded")
        ? value -> URLEncoder.encode(value, StandardCharsets.UTF_8)
        : UnaryOperator.identity();
  }

  /** Everything but letters, digits and {@code -._~} becomes %XX: no value leaves its place. */
  static String inUrl(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /**
   * The same in a path.
   *
   * @throws JobFailedException if the value would climb out of the path around it
   */
  static String inPath(String value) {
    if (value.equals(".") || value.equals("..")) {
      throw new JobFailedException("a part of the URL's path must not be '" + value + "'");
    }
    return inUrl(value);
  }

  static String inJsonString(String value) {
    StringBuilder escaped = new StringBuilder(value.length() + 16);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> escaped.append("\\\"");
        case '\\' -> escaped.append("\\\\");
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        default -> {
          if (c < ' ' || c == '\u2028' || c == '\u2029') {
            escaped.append("\\u%04x".formatted((int) c));
          } else {
            escaped.append(c);
          }
        }
      }
    }
    return escaped.toString();
  }
}
