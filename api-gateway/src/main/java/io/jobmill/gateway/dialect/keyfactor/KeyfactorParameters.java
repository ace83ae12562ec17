// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.problem.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of a request's query, their names in any case. Empty ones are not given. */
final class KeyfactorParameters {

  private static final int MOST = 100;

  /** Stands before the names of paging parameters in versions up to 10. */
  private static final String PREFIX = "pq.";

  private final Map<String, List<String>> values;

  private KeyfactorParameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /**
   * @param query as it came, still encoded
   * @throws Refusal 400 where it is not encoded rightly
   */
  static KeyfactorParameters of(@Nullable String query) {
    Map<String, List<String>> values = new HashMap<>();
    int count = 0;
    for (String pair : query == null ? new String[0] : query.split("&")) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (!value.isBlank()) {
        values.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new ArrayList<>()).add(value);
      }
      if (++count > MOST) {
        throw Refusal.badRequest("more than %d parameters".formatted(MOST));
      }
    }
    return new KeyfactorParameters(values);
  }

  /**
   * @throws Refusal 400 if it is given more than once
   */
  Optional<String> one(String name) {
    List<String> given = values.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    if (given.size() > 1) {
      throw Refusal.badRequest("parameter '%s' is given more than once".formatted(name));
    }
    return given.stream().findFirst();
  }

  /** A parameter that has two spellings, of which the one without the prefix wins. */
  Optional<String> paging(String name) {
    Optional<String> plain = one(name);
    return plain.isPresent() ? plain : one(PREFIX + name);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest(
          "a parameter is not encoded rightly: % must be followed by two hex digits");
    }
  }
}
