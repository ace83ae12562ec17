// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import static io.jobmill.gateway.dialect.keyfactor.KeyfactorHistoryTests.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.gateway.security.Scope;
import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.RunningGateway;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyfactorAccessTests {

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/KeyfactorAPI/OrchestratorJobs/JobHistory",
        "/KeyfactorApi/OrchestratorJobs/JobHistory",
        "/Keyfactorapi/orchestratorjobs/jobhistory/",
        "/OrchestratorJobs/JobHistory",
        "/orchestratorJOBS/jobHistory",
        "/KeyfactorAPI/OrchestratorJobs/ScheduledJobs",
        "/JobTypes/Custom",
        "/KeyfactorAPI/Agents",
        "/agents",
      })
  void isThereUnderAnyCaseOfItsPathAndBare(String path) {
    HttpResponse<String> answer = http.get(path, Samples.basic(gateway, Scope.VIEW));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).startsWith("[").endsWith("]");
  }

  @ParameterizedTest
  @EnumSource
  void listsItsEndpointsAsClientsAskBeforeAnythingElse(Scope scope) {
    HttpResponse<String> answer =
        http.get("/KeyfactorAPI/Status/Endpoints", Samples.basic(gateway, scope));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .startsWith("[\"/")
        .contains("\"/OrchestratorJobs/JobHistory\"", "\"/Status/Endpoints\"");
  }

  @Test
  void takesAKeyAsBearerToo() {
    String key = gateway.anyKey(Scope.VIEW);

    assertThat(http.get("/Agents", "Authorization", "Bearer " + key).statusCode()).isEqualTo(200);
  }

  @Test
  void asksForBasicWhereNobodyIsRecognised() {
    HttpResponse<String> none = http.get("/KeyfactorAPI/Agents");
    HttpResponse<String> wrong =
        http.get("/Agents", "Authorization", "Basic " + Samples.base64("user:wrong"));

    assertError(
        none,
        401,
        "0xA0140001",
        "credentials are needed: Basic with any user and an API key as password, or Bearer with an API key or token");
    assertThat(none.headers().allValues("WWW-Authenticate"))
        .containsExactly("Basic realm=\"jobmill\", charset=\"UTF-8\"");
    assertError(wrong, 401, "0xA0140001", "the API key or token is not known");
    assertThat(http.get("/Agents", "Authorization", "Basic %%%").statusCode()).isEqualTo(401);
    assertThat(http.get("/Agents", "X-ApiKey", gateway.anyKey(Scope.VIEW)).statusCode())
        .isEqualTo(401);
  }

  @Test
  void refusesWhatTheKeyIsNotGoodFor() {
    assertError(
        http.get("/Agents", Samples.basic(gateway, Scope.TRIGGER)),
        403,
        "0xA0140002",
        "User does not have the required permissions: scope 'view'");
    assertThat(
            http.json("/Agents/Approve", "[]", Samples.basic(gateway, Scope.TRIGGER, Scope.VIEW))
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void changesNeedTheHeaderThatNoForeignPageCanSend() {
    String key = gateway.anyKey(Scope.MANAGE);
    String basic = "Basic " + Samples.base64(":" + key);

    assertError(
        http.json("/Agents/Approve", "[]", "Authorization", basic),
        400,
        "0xA0110007",
        "header X-Keyfactor-Requested-With is missing; send APIClient");
    assertError(
        http.json(
            "/Agents/Approve", "[]", "Authorization", basic, "X-Keyfactor-Requested-With", "curl"),
        400,
        "0xA0110007",
        "header X-Keyfactor-Requested-With must be APIClient or XMLHttpRequest");
    assertThat(
            http.json(
                    "/Agents/Approve",
                    "[]",
                    "Authorization",
                    basic,
                    "x-keyfactor-requested-with",
                    "xmlhttprequest")
                .body())
        .contains("the list of agents is empty");
  }

  @ParameterizedTest
  @CsvSource({"1,200", "1.0,200", "2,400", "one,400"})
  void speaksVersionOne(String version, int status) {
    String key = gateway.anyKey(Scope.VIEW);

    assertThat(
            http.get(
                    "/Agents", "Authorization", "Bearer " + key, "X-Keyfactor-Api-Version", version)
                .statusCode())
        .isEqualTo(status);
  }

  @Test
  void itsErrorsHaveItsOwnForm() {
    String[] manager = Samples.basic(gateway, Scope.MANAGE, Scope.VIEW, Scope.TRIGGER);

    assertError(
        http.get("/KeyfactorAPI/Certificates", manager),
        404,
        "0xA0110002",
        "there is no such endpoint; GET /Status/Endpoints lists them");
    HttpResponse<String> method = http.method("DELETE", "/Agents", manager);
    assertError(method, 405, "0xA0110405", "method DELETE is not allowed here; allowed are GET");
    assertThat(method.headers().firstValue("Allow")).contains("GET");
    assertError(
        http.post("/JobTypes/Custom", "text/xml", "<a/>", manager),
        415,
        "0xA0110415",
        "JSON in UTF-8 is expected, as application/json");
    assertThat(http.json("/JobTypes/Custom", "{", manager).body())
        .startsWith("{\"ErrorCode\":\"0xA0110400\",\"Message\":\"the request body is not readable");
    assertThat(http.json("/Agents/Approve", "{}", manager).body())
        .contains("the request body is not a JSON array");
    assertThat(http.json("/JobTypes/Custom", "x".repeat(11_000_000), manager).body())
        .startsWith("{\"ErrorCode\":\"0xA0110413\"");
  }

  @Test
  void tooManyWrongKeysAreToldToWait() {
    String wrong = "Basic " + Samples.base64("a:b");
    HttpResponse<String> answer = http.get("/Agents", "Authorization", wrong);
    for (int i = 0; i < 40 && answer.statusCode() == 401; i++) {
      answer = http.get("/Agents", "Authorization", wrong);
    }

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.body()).startsWith("{\"ErrorCode\":\"0xA0110429\"");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void aStoreThatIsAwayIsNoMistakeOfTheCaller() {
    gateway.jobs().setAway(true);

    HttpResponse<String> answer =
        http.get("/OrchestratorJobs/JobHistory", Samples.basic(gateway, Scope.VIEW));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).startsWith("{\"ErrorCode\":\"0xA0110503\"");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }
}
