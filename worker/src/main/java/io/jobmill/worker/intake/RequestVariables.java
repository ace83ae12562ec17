// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import io.jobmill.handler.Variables;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Value;
import io.jobmill.secret.SealException;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.template.Template;
import io.jobmill.template.Variable;
import io.jobmill.template.VariableRules;
import io.jobmill.worker.handler.HandlerVariables;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Opens what is sealed, holds everything against the template's rules, and seals what is obscured,
 * so that no secret leaves this worker in clear.
 */
final class RequestVariables {

  private final @Nullable SecretKeyring keyring;

  /**
   * @param keyring absent: no secret key is configured
   */
  RequestVariables(@Nullable SecretKeyring keyring) {
    this.keyring = keyring;
  }

  /** What came of it. */
  sealed interface Checked {

    /**
     * @param variables what the job gets
     * @param request with the same, obscured values sealed and nowhere else
     */
    record Accepted(Variables variables, JobRequest request) implements Checked {}

    record Refused(String reason) implements Checked {}
  }

  Checked check(Template template, JobRequest request, JobId id) {
    Set<String> obscured =
        template.variables().stream()
            .filter(Variable::obscure)
            .map(Variable::name)
            .collect(Collectors.toSet());
    if (keyring == null && (!obscured.isEmpty() || !request.sealed().isEmpty())) {
      return new Checked.Refused(
          "template '%s' has obscured variables, and this worker has no secret key (JOBMILL_SECRET_KEY)"
              .formatted(template.name()));
    }
    try {
      return check(template, request, id, obscured);
    } catch (SealException e) {
      return new Checked.Refused(String.valueOf(e.getMessage()));
    }
  }

  private Checked check(Template template, JobRequest request, JobId id, Set<String> obscured) {
    VariableRules.Checked checked = VariableRules.check(template, given(request, id));
    if (checked instanceof VariableRules.Checked.Refused refused) {
      return new Checked.Refused(String.join("; ", refused.reasons()));
    }
    Map<String, Value> accepted = ((VariableRules.Checked.Accepted) checked).variables();
    Map<String, String> stillSealed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    stillSealed.putAll(request.sealed());
    Map<String, Value> readable = new LinkedHashMap<>();
    Map<String, String> kept = new LinkedHashMap<>();
    accepted.forEach(
        (name, value) -> {
          String already = stillSealed.get(name);
          if (already != null) {
            // Also where the template no longer obscures it: who sealed it did not mean it to show.
            kept.put(name, already);
          } else if (obscured.contains(name)) {
            kept.put(name, seal(id, name, value));
          } else {
            readable.put(name, value);
          }
        });
    return new Checked.Accepted(
        HandlerVariables.of(accepted, kept.keySet()), request.withVariables(readable, kept));
  }

  private Map<String, Value> given(JobRequest request, JobId id) {
    Map<String, Value> given = new LinkedHashMap<>(request.variables());
    request.sealed().forEach((name, text) -> given.put(name, open(id, name, text)));
    return given;
  }

  private Value open(JobId id, String name, String text) {
    if (keyring == null) {
      throw new SealException("variable '%s' is sealed and there is no key".formatted(name));
    }
    return keyring.open(id, name, text);
  }

  private String seal(JobId id, String name, Value value) {
    if (keyring == null) {
      throw new SealException("variable '%s' is to be sealed and there is no key".formatted(name));
    }
    return keyring.seal(id, name, value);
  }
}
