// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import static io.jobmill.gateway.api.JobsApiTests.assertIsProblem;
import static io.jobmill.gateway.api.JobsApiTests.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.Jwts;
import io.jobmill.gateway.testing.RunningGateway;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokensOverHttpTests {

  private static final String JOB = "{\"template\":\"t\"}";

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();

  @BeforeEach
  void templates() {
    Map<String, Object> operation = Map.of("type", "shell", "data", Map.of("script", "true"));
    gateway.template(Map.of("name", "t", "operation", operation));
    gateway.template(Map.of("name", "tied", "key", "own", "operation", operation));
  }

  @Test
  void letsATokenDoWhatItsRoleAllows() {
    assertThat(http.json("/api/v1/jobs", JOB, bearer(Jwts.ofRole("write"))).statusCode())
        .isEqualTo(201);
    assertThat(gateway.lastRequest().submittedBy()).isEqualTo("jwt:alice");
    assertIsProblem(http.json("/api/v1/jobs", JOB, bearer(Jwts.ofRole("read"))), 403);
    assertIsProblem(http.get("/api/v1/keys", bearer(Jwts.ofRole("write"))), 403);
    assertThat(http.get("/api/v1/keys", bearer(Jwts.ofRole("admin"))).statusCode()).isEqualTo(200);
  }

  @Test
  void keepsTemplatesThatAreTiedToAKeyFromTokensButTheAdmins() {
    String tied = "{\"template\":\"tied\"}";

    assertIsProblem(http.json("/api/v1/jobs", tied, bearer(Jwts.ofRole("write"))), 403);
    String own = Jwts.hs256(Jwts.SECRET, Map.of("sub", "own", "roles", List.of("write")));
    assertIsProblem(http.json("/api/v1/jobs", tied, bearer(own)), 403);
    assertThat(http.json("/api/v1/jobs", tied, bearer(Jwts.ofRole("admin"))).statusCode())
        .isEqualTo(201);
  }

  @Test
  void takesATokenWhereverOtterTakesAKey() {
    String path = "/api/jobs/trigger?template=t";

    assertThat(http.get(path, bearer(Jwts.ofRole("write"))).statusCode()).isEqualTo(200);
    assertThat(http.get(path, "X-ApiKey", Jwts.ofRole("write")).statusCode()).isEqualTo(200);
    assertThat(http.get(path, bearer(Jwts.ofRole("read"))).statusCode()).isEqualTo(403);
    assertThat(http.get(path, bearer("a.b.c")).statusCode()).isEqualTo(403);
  }

  @Test
  void saysWhatIsWrongWithATokenThatWasGoodOnce() {
    String expired =
        Jwts.hs256(Jwts.SECRET, Map.of("roles", List.of("read"), "exp", 1_700_000_000L));

    var answer = http.get("/api/v1/keys", bearer(expired));

    assertIsProblem(answer, 401);
    assertThat(answer.body()).contains("expired at 2023-11-14T22:13:20Z");
  }

  @Test
  void slowsGuessingOfTokensDownButNeverARightOne() {
    for (int i = 0; i < 30; i++) {
      assertIsProblem(http.json("/api/v1/jobs", JOB, bearer("e30.e30." + i)), 401);
    }

    var tooMany = http.json("/api/v1/jobs", JOB, bearer("e30.e30.x"));
    assertIsProblem(tooMany, 429);
    assertThat(tooMany.headers().firstValue("Retry-After")).isPresent();
    assertThat(http.json("/api/v1/jobs", JOB, bearer(Jwts.ofRole("write"))).statusCode())
        .isEqualTo(201);
  }
}
