// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.otter;

import static io.jobmill.gateway.security.Scope.TRIGGER;
import static io.jobmill.gateway.security.Scope.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.RunningGateway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OtterTriggerTests {

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();

  @BeforeEach
  void templates() {
    gateway.template(Samples.hdars());
    gateway.template(Samples.ablast());
  }

  @Test
  void answersTheTokenAndNothingElse() {
    var answer = http.get("/api/jobs/trigger?template=ablast&TargetServer=ABLSV1");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(String.valueOf(gateway.lastRequest().id()));
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .isEqualToIgnoringCase("text/plain;charset=utf-8");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(gateway.key("x", TRIGGER, VIEW)).startsWith("jm_");
  }
}
