// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an {@code Authorization} header brings. Never printed.
 *
 * @param scheme as it was spelled
 * @param text what follows it, without blanks around it
 */
public record Credentials(String scheme, String text) {

  /** Empty without a header, and for one that is a scheme and nothing else. */
  public static Optional<Credentials> of(@Nullable String header) {
    String line = header == null ? "" : header.strip();
    int blank = line.indexOf(' ');
    return blank < 0
        ? Optional.empty()
        : Optional.of(new Credentials(line.substring(0, blank), line.substring(blank).strip()));
  }

  /** The key or token that came as {@code Bearer}, in any case. */
  public Optional<String> bearer() {
    return is("bearer") ? Optional.of(text) : Optional.empty();
  }

  /**
   * The password that came as {@code Basic}: it is the key, whoever the user is. What cannot be
   * decoded is a key nobody has.
   */
  public Optional<String> basicPassword() {
    if (!is("basic")) {
      return Optional.empty();
    }
    try {
      String pair = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
      return Optional.of(pair.substring(pair.indexOf(':') + 1));
    } catch (IllegalArgumentException e) {
      return Optional.of(text);
    }
  }

  @Override
  public String toString() {
    return scheme + " …";
  }

  private boolean is(String name) {
    return scheme.toLowerCase(Locale.ROOT).equals(name);
  }
}
