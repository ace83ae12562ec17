// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.job.JobRequest;
import io.jobmill.job.Operation;
import io.jobmill.job.Value;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.template.Parsed;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResealingTests {

  private final SecretKeyring keyring = new SecretKeyring("a secret of thirty-two characters");
  private final Map<String, Value> given =
      Map.of("host", Value.of("srv1"), "password", Value.of("hunter2"));

  @Test
  void whatTheTemplateObscuresIsSealedUnderItsDeclaredName() {
    Resealing resealing = new Resealing(name -> Optional.of(template()), keyring);

    JobRequest sealed =
        resealing.sealed(Jobs.ID, JobRequest.forTemplate("patch").withVariables(given, Map.of()));

    assertThat(sealed.variables()).containsOnlyKeys("host");
    assertThat(sealed.sealed()).containsOnlyKeys("Password");
    assertThat(keyring.open(Jobs.ID, "Password", sealed.sealed().getOrDefault("Password", "")))
        .isEqualTo(Value.of("hunter2"));
  }

  @Test
  void ofATemplateThatNobodyKnowsNoValuesAreCopied() {
    Resealing resealing = new Resealing(name -> Optional.empty(), keyring);

    JobRequest sealed =
        resealing.sealed(Jobs.ID, JobRequest.forTemplate("patch").withVariables(given, Map.of()));

    assertThat(sealed.variables()).isEmpty();
    assertThat(sealed.sealed()).isEmpty();
  }

  @Test
  void anOperationOfItsOwnHasNothingObscured() {
    Resealing resealing = new Resealing(name -> Optional.empty(), keyring);
    JobRequest request =
        JobRequest.forOperation(new Operation("noop", Map.of())).withVariables(given, Map.of());

    assertThat(resealing.sealed(Jobs.ID, request)).isEqualTo(request);
  }

  private static Template template() {
    Parsed<Template> parsed =
        TemplateReader.read(
            Map.of(
                "name",
                "patch",
                "operation",
                Map.of("type", "noop"),
                "variables",
                List.of(
                    Map.of("name", "Host", "type", "text"),
                    Map.of("name", "Password", "type", "text", "obscure", true))));
    assertThat(parsed).isInstanceOf(Parsed.Valid.class);
    return ((Parsed.Valid<Template>) parsed).value();
  }
}
