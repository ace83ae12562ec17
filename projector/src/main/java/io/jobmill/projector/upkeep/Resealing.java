// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Value;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.template.Template;
import io.jobmill.template.Variable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes a request that Jobmill may write of one that somebody else wrote: what its template
 * obscures is sealed, and of a template that nobody knows no values are copied at all.
 */
final class Resealing {

  private final Function<String, Optional<Template>> templates;
  private final SecretKeyring keyring;

  Resealing(Function<String, Optional<Template>> templates, SecretKeyring keyring) {
    this.templates = templates;
    this.keyring = keyring;
  }

  JobRequest sealed(JobId id, JobRequest foreign) {
    String name = foreign.template();
    if (name == null) {
      return foreign;
    }
    Template template = templates.apply(name).orElse(null);
    if (template == null) {
      return foreign.withVariables(Map.of(), foreign.sealed());
    }
    Map<String, Value> readable = new LinkedHashMap<>();
    Map<String, String> sealed = new LinkedHashMap<>(foreign.sealed());
    foreign
        .variables()
        .forEach(
            (given, value) -> {
              Variable variable = template.variable(given).orElse(null);
              if (variable != null && variable.obscure()) {
                sealed.put(variable.name(), keyring.seal(id, variable.name(), value));
              } else {
                readable.put(given, value);
              }
            });
    return foreign.withVariables(readable, sealed);
  }
}
