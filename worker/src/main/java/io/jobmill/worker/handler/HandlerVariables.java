// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler;

import io.jobmill.handler.Variables;
import io.jobmill.job.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A job's variables in the form in which handlers see them. */
public final class HandlerVariables {

  private HandlerVariables() {}

  /**
   * @param values checked, by name as the template spells it
   * @param obscured the names of those that are secrets
   */
  public static Variables of(Map<String, Value> values, Set<String> obscured) {
    Map<String, List<String>> items = new LinkedHashMap<>();
    values.forEach((name, value) -> items.put(name, value.items()));
    return new Variables(items, obscured);
  }
}
