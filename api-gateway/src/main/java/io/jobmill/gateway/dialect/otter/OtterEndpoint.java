// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.otter;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every endpoint there is. */
enum OtterEndpoint {
  /** A HEAD that started a job would surprise everyone. */
  TRIGGER(false),
  STATUS(true),
  LOGS(true);

  /** The methods of all of them, as the header lists them. */
  static final List<String> METHODS = List.of("GET", "POST");

  private final boolean head;

  OtterEndpoint(boolean head) {
    this.head = head;
  }

  /**
   * @param name in lower case
   */
  static Optional<OtterEndpoint> named(String name) {
    return Arrays.stream(values()).filter(endpoint -> endpoint.word().equals(name)).findFirst();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean takes(String method) {
    return METHODS.contains(method) || (head && method.equals("HEAD"));
  }
}
