// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a job runs.
 *
 * @param type {@code shell}, {@code http}, or the name a Java handler is registered under
 * @param data the operation's settings as a tree of plain values: String, Number, Boolean, List,
 *     Map, null
 */
public record Operation(String type, Map<String, @Nullable Object> data) {

  public static final String SHELL = "shell";
  public static final String HTTP = "http";

  public Operation {
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    if (type.isBlank()) {
      throw new IllegalArgumentException("operation type must not be blank");
    }
  }

  /**
   * Whether code or addresses come with the operation itself, rather than from a handler that is
   * installed.
   */
  public boolean isBuiltIn() {
    return type.equals(SHELL) || type.equals(HTTP);
  }
}
