// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.security.Scope;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One method of one path.
 *
 * @param path as the vendor writes it; a last segment {@code {id}} stands for any text
 * @param scope what callers need; absent where any good credentials will do
 */
record Endpoint(String method, String path, @Nullable Scope scope, Action action) {

  private static final String ID = "/{id}";

  /** What an endpoint does. */
  @FunctionalInterface
  interface Action {
    Reply answer(Call call);
  }

  static Endpoint get(String path, Scope scope, Action action) {
    return new Endpoint("GET", path, scope, action);
  }

  /** For everyone who is known, whatever else the caller may do. */
  static Endpoint forEveryCaller(String path, Action action) {
    return new Endpoint("GET", path, null, action);
  }

  static Endpoint post(String path, Scope scope, Action action) {
    return new Endpoint("POST", path, scope, action);
  }

  static Endpoint put(String path, Scope scope, Action action) {
    return new Endpoint("PUT", path, scope, action);
  }

  static Endpoint delete(String path, Scope scope, Action action) {
    return new Endpoint("DELETE", path, scope, action);
  }

  /**
   * The id in a path that is this one's, empty text where there is none in it; empty if the path is
   * another.
   *
   * @param asked without slashes at its ends
   */
  Optional<String> match(String asked) {
    if (!path.endsWith(ID)) {
      return asked.equalsIgnoreCase(path) ? Optional.of("") : Optional.empty();
    }
    String parent = path.substring(0, path.length() - ID.length() + 1);
    boolean below =
        asked.length() > parent.length()
            && asked.toLowerCase(Locale.ROOT).startsWith(parent.toLowerCase(Locale.ROOT))
            && asked.indexOf('/', parent.length()) < 0;
    return below ? Optional.of(asked.substring(parent.length())) : Optional.empty();
  }

  /** Whether something may change by it. */
  boolean writes() {
    return !method.equals("GET");
  }

  boolean accepts(String asked) {
    return method.equals(asked) || (method.equals("GET") && asked.equals("HEAD"));
  }
}
