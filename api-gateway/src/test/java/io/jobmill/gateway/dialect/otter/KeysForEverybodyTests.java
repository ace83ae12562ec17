// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.otter;

import static io.jobmill.gateway.security.Scope.TRIGGER;
import static io.jobmill.gateway.security.Scope.VIEW;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.RunningGateway;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** A gateway that lets nobody in without a key, whatever the template says. */
class KeysForEverybodyTests {

  private static final String TRIGGER_ABLAST =
      "/api/jobs/trigger?template=ablast&TargetServer=ABLSV1";

  private static final ConfigurableApplicationContext CONTEXT =
      RunningGateway.start(Map.of("jobmill.gateway.access.anonymous", "false"));

  private final RunningGateway gateway = RunningGateway.of(CONTEXT);
  private final Http http = gateway.http();

  @AfterAll
  static void stop() {
    CONTEXT.close();
  }

  @Test
  void refusesToTriggerATemplateThatIsTiedToNoKey() {
    gateway.template(Samples.ablast());

    var answer = http.get(TRIGGER_ABLAST);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body())
        .isEqualTo("the API key is missing, unknown or not permitted to do this");
    assertThat(http.get(TRIGGER_ABLAST + "&key=").statusCode()).isEqualTo(403);
    assertThat(gateway.producer().history()).isEmpty();
  }

  @Test
  void doesNotTellWhichTemplatesAndTokensThereAre() {
    for (String path :
        new String[] {
          "/api/jobs/trigger?template=nosuch",
          "/api/jobs/status?token=01890a5d-ac96-774b-bcce-b302099a8057",
          "/api/jobs/logs?token=01890a5d-ac96-774b-bcce-b302099a8057"
        }) {
      assertThat(http.get(path).statusCode()).as(path).isEqualTo(403);
    }
  }

  @Test
  void takesAKnownKey() {
    gateway.template(Samples.ablast());
    String key = gateway.key("everybody", TRIGGER, VIEW);

    var answer = http.get(TRIGGER_ABLAST + "&key=" + key);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(http.get("/api/jobs/status?token=" + answer.body()).statusCode()).isEqualTo(403);
    assertThat(http.get("/api/jobs/status?token=" + answer.body(), "X-ApiKey", key).statusCode())
        .isEqualTo(200);
    gateway.producer().clear();
  }
}
