// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.otter;

import io.jobmill.gateway.dialect.otter.NamedValues.Named;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.security.Credentials;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that one request brought: what the query says wins over the body, and the key is taken from
 * the first place that has one.
 *
 * @param apiKeyHeaders every X-ApiKey header
 * @param authorization the Authorization header
 * @param json whether the body was JSON, where the key may have another name
 */
record OtterParameters(
    List<String> apiKeyHeaders,
    @Nullable String authorization,
    NamedValues query,
    NamedValues body,
    boolean json) {

  static final String KEY = "key";
  static final String JSON_KEY = "API_Key";

  /**
   * The key that was sent; an empty one is none.
   *
   * @throws Refusal 400 if it is sent twice in one place
   */
  @Nullable String key() {
    if (apiKeyHeaders.size() > 1) {
      throw Refusal.badRequest("header X-ApiKey is given more than once");
    }
    List<@Nullable String> places = new ArrayList<>();
    places.add(apiKeyHeaders.isEmpty() ? null : apiKeyHeaders.get(0).strip());
    places.add(authorized());
    places.add(query.one(KEY));
    places.add(body.one(KEY));
    places.add(json ? body.one(JSON_KEY) : null);
    for (String key : places) {
      if (key != null && !key.isEmpty()) {
        return key;
      }
    }
    return null;
  }

  /** The value of a parameter that has a meaning of its own, other than the key. */
  @Nullable String one(String name) {
    return query.has(name) ? query.one(name) : body.one(name);
  }

  /** Everything else, as it was spelled; of names that the query has, what the query says. */
  List<Named> others(String reserved) {
    List<Named> others = new ArrayList<>();
    query.all().stream().filter(named -> !means(named, KEY, reserved)).forEach(others::add);
    body.all().stream()
        .filter(named -> !means(named, KEY, reserved, json ? JSON_KEY : KEY))
        .filter(named -> !query.has(named.name()))
        .forEach(others::add);
    return others;
  }

  /** As Basic, whoever the user is, or as Bearer. */
  private @Nullable String authorized() {
    return Credentials.of(authorization)
        .flatMap(credentials -> credentials.basicPassword().or(credentials::bearer))
        .orElse(null);
  }

  private static boolean means(Named named, String... reserved) {
    return Arrays.stream(reserved).anyMatch(named.name()::equalsIgnoreCase);
  }
}
