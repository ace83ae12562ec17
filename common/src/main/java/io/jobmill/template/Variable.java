// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import io.jobmill.job.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A variable that a template declares.
 *
 * @param name the declared spelling, which is the environment's; callers may spell it in any case
 * @param required whether a triggering must give it, and not empty
 * @param initial the value when it is not given and not required; absent, the variable is unset
 *     then
 * @param values what a list offers
 * @param restrict whether only those may be given
 * @param multiple whether several may be given
 * @param obscure whether the value is a secret: sealed on its way, masked wherever it would show
 */
public record Variable(
    String name,
    VariableType type,
    boolean required,
    @Nullable Value initial,
    List<String> values,
    boolean restrict,
    boolean multiple,
    boolean obscure) {

  public Variable {
    values = List.copyOf(values);
  }

  public static Variable text(String name) {
    return new Variable(name, VariableType.TEXT, false, null, List.of(), false, false, false);
  }
}
