// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.job.Target;
import io.jobmill.template.Template;
import io.jobmill.template.Variable;
import io.jobmill.template.VariableType;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Templates for tests. */
final class Templates {

  private Templates() {}

  static Template running(String name, String type, Variable... variables) {
    return running(name, new Operation(type, Map.of()), Duration.ofMinutes(5), variables);
  }

  static Template shell(String name, String script, Variable... variables) {
    return running(
        name,
        new Operation(Operation.SHELL, Map.of("script", script)),
        Duration.ofMinutes(5),
        variables);
  }

  static Template running(
      String name, Operation operation, Duration timeout, Variable... variables) {
    return new Template(
        name,
        "",
        Pool.DEFAULT,
        Target.ANY,
        timeout,
        true,
        null,
        false,
        false,
        List.of(variables),
        operation);
  }

  static Variable secret(String name) {
    return new Variable(name, VariableType.TEXT, false, null, List.of(), false, false, true);
  }
}
