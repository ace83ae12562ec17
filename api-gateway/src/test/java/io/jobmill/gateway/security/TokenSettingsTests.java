// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.gateway.testing.RunningGateway;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenSettingsTests {

  @Test
  void takesTokensOfTheIssuerThatIsSet() throws Exception {
    try (TokenIssuer issuer = new TokenIssuer();
        var gateway =
            RunningGateway.start(
                Map.of(
                    "jobmill.gateway.oidc.issuer",
                    issuer.issuer(),
                    "jobmill.gateway.oidc.audience",
                    "jobmill"))) {
      URI keys =
          URI.create(
              "http://127.0.0.1:%s/api/v1/keys"
                  .formatted(gateway.getEnvironment().getProperty("local.server.port")));

      assertThat(status(keys, issuer.token(TokenIssuer.roles("admin")))).isEqualTo(200);
      assertThat(status(keys, issuer.token(TokenIssuer.roles("write")))).isEqualTo(403);
      assertThat(status(keys, issuer.confused(TokenIssuer.roles("admin")))).isEqualTo(401);
    }
  }

  @Test
  void doesNotStartWithAShortSecret() {
    assertThatThrownBy(() -> RunningGateway.start(Map.of("jobmill.jwt-secret", "short")))
        .hasRootCauseInstanceOf(UnusableSettingException.class);
  }

  private static int status(URI uri, String token) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build(),
            BodyHandlers.discarding())
        .statusCode();
  }
}
