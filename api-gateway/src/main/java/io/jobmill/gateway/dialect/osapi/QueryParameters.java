// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.job.JobStatus;
import io.jobmill.job.OneLine;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a list is asked for.
 *
 * @param statuses jobs of any of these; empty, all
 * @param limit how many at most
 * @param offset how many of the newest to leave out
 */
record QueryParameters(Set<JobStatus> statuses, int limit, int offset) {

  static final int MOST = 100;
  private static final String LEAST_LIMIT = "1";
  static final String UNSET_LIMIT = "10";

  /**
   * @throws Refusal 400 for what cannot be meant
   */
  static QueryParameters of(HttpServletRequest request) {
    String query = request.getQueryString();
    List<String> pairs = query == null ? List.of() : List.of(query.split("&", -1));
    String limit = one(pairs, "limit", UNSET_LIMIT);
    String offset = one(pairs, "offset", "0");
    return new QueryParameters(
        statuses(one(pairs, "status", "")),
        number("limit", "Limit", limit, Integer.parseInt(LEAST_LIMIT), MOST),
        number("offset", "Offset", offset, 0, Integer.MAX_VALUE));
  }

  private static Set<JobStatus> statuses(String word) {
    if (word.isEmpty()) {
      return Set.of();
    }
    if (!StatusWords.FILTERS.contains(word)) {
      throw invalid(
          "Status", "oneof", "status must be one of " + String.join(", ", StatusWords.FILTERS));
    }
    return StatusWords.meaning(word);
  }

  private static int number(String name, String field, String text, int least, int most) {
    if (!text.matches("[+-]?[0-9]{1,9}")) {
      throw Refusal.badRequest(
          "Invalid format for parameter %s: %s is not a whole number"
              .formatted(name, OneLine.quoted(text)));
    }
    int number = Integer.parseInt(text);
    if (number < least) {
      throw invalid(field, "min", "%s must be at least %d".formatted(name, least));
    }
    if (number > most) {
      throw invalid(field, "max", "%s must be at most %d".formatted(name, most));
    }
    return number;
  }

  private static Refusal invalid(String field, String rule, String text) {
    return Refusal.badRequest(
        "Field validation for '%s' failed on the '%s' tag: %s".formatted(field, rule, text));
  }

  private static String one(List<String> pairs, String name, String unset) {
    List<String> values = pairs.stream().flatMap(pair -> value(pair, name)).toList();
    if (values.size() > 1) {
      throw Refusal.badRequest(
          "Invalid format for parameter %s: it is given more than once".formatted(name));
    }
    return values.isEmpty() || values.get(0).isEmpty() ? unset : values.get(0);
  }

  private static Stream<String> value(String pair, String name) {
    int equals = pair.indexOf('=');
    String key = equals < 0 ? pair : pair.substring(0, equals);
    try {
      return URLDecoder.decode(key, StandardCharsets.UTF_8).equals(name)
          ? Stream.of(URLDecoder.decode(pair.substring(key.length()), StandardCharsets.UTF_8))
              .map(text -> text.isEmpty() ? text : text.substring(1))
          : Stream.empty();
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("the query has a percent sign that begins no character");
    }
  }
}
