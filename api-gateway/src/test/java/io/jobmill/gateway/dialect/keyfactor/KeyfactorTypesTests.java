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

class KeyfactorTypesTests {

  private static final String TYPES = "/KeyfactorAPI/JobTypes/Custom";
  private static final String UNKNOWN = "0f2ab2f6-90b1-4b7c-a6a4-3a2f8a1c6d55";

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();
  private final String[] manager = Samples.basic(gateway, Scope.VIEW, Scope.MANAGE);

  @Test
  void aTemplateIsATypeOfItself() {
    gateway.template(Samples.patch());

    HttpResponse<String> answer = http.get(TYPES, manager);

    assertThat(answer.body())
        .contains("\"JobTypeName\":\"Patch\",\"Description\":\"\"")
        .contains(
            "\"JobTypeFields\":[{\"Name\":\"Server\",\"Type\":1,\"Required\":true},{\"Name\":\"Retries\",\"Type\":2,\"DefaultValue\":\"3\",\"Required\":false},{\"Name\":\"Dry\",\"Type\":4,\"Required\":false},{\"Name\":\"Password\",\"Type\":1,\"Required\":false}]");
    assertThat(answer.headers().firstValue("X-Total-Count")).contains("1");
    String id = id(answer.body());
    assertThat(http.get(TYPES + "/" + id, manager).body()).contains("\"Id\":\"" + id + "\"");
    assertThat(http.method("DELETE", TYPES + "/" + id, manager).statusCode()).isEqualTo(400);
  }

  @Test
  void aTypeIsMadeReadChangedAndTakenAway() {
    HttpResponse<String> made =
        http.json(
            TYPES,
            "{\"JobTypeName\":\"Rotate\",\"Description\":\"Rotates logs\",\"JobTypeFields\":["
                + "{\"Name\":\"Path\",\"Type\":\"String\",\"Required\":true},"
                + "{\"Name\":\"Keep\",\"Type\":2,\"DefaultValue\":7},"
                + "{\"Name\":\"Since\",\"Type\":\"datetime\"},"
                + "{\"Name\":\"Force\",\"Type\":4,\"DefaultValue\":true,\"Required\":false}]}",
            manager);

    assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
    String id = id(made.body());
    assertThat(made.body())
        .isEqualTo(
            "{\"Id\":\"%s\",\"JobTypeName\":\"Rotate\",\"Description\":\"Rotates logs\",\"JobTypeFields\":["
                    .formatted(id)
                + "{\"Name\":\"Path\",\"Type\":1,\"Required\":true},"
                + "{\"Name\":\"Keep\",\"Type\":2,\"DefaultValue\":\"7\",\"Required\":false},"
                + "{\"Name\":\"Since\",\"Type\":3,\"Required\":false},"
                + "{\"Name\":\"Force\",\"Type\":4,\"DefaultValue\":\"true\",\"Required\":false}]}");
    assertThat(http.get(TYPES + "/" + id, manager).body()).isEqualTo(made.body());

    HttpResponse<String> changed =
        http.put(TYPES, "{\"id\":\"%s\",\"jobTypeName\":\"Rotate2\"}".formatted(id), manager);
    assertThat(changed.body())
        .isEqualTo(
            "{\"Id\":\"%s\",\"JobTypeName\":\"Rotate2\",\"Description\":\"\",\"JobTypeFields\":[]}"
                .formatted(id));

    HttpResponse<String> gone = http.method("DELETE", TYPES + "/" + id, manager);
    assertThat(gone.statusCode()).isEqualTo(204);
    assertThat(gone.body()).isEmpty();
    assertError(
        http.get(TYPES + "/" + id, manager), 404, "0xA0110002", "there is no job type " + id);
  }

  @Test
  void aTypeLaidOverATemplateTakesItsPlaceAndItsId() {
    gateway.template(Samples.patch());
    String before = id(http.get(TYPES, manager).body());

    HttpResponse<String> made =
        http.json(
            TYPES,
            "{\"JobTypeName\":\"patch\",\"JobTypeFields\":[{\"Name\":\"server\",\"Type\":1}]}",
            manager);

    assertThat(id(made.body())).isEqualTo(before);
    assertThat(http.get(TYPES, manager).body().split("\"Id\"", -1)).hasSize(2);
    http.method("DELETE", TYPES + "/" + before, manager);
    assertThat(http.get(TYPES, manager).body()).contains("\"JobTypeName\":\"Patch\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|property 'JobTypeName' is missing",
        "{\"JobTypeName\":\"a b\"}|property 'JobTypeName' must be without spaces",
        "{\"JobTypeName\":\"a\",\"JobTypeFields\":{}}|property 'JobTypeFields' must be a list",
        "{\"JobTypeName\":\"a\",\"JobTypeFields\":[{\"Type\":1}]}|property 'Name' is missing",
        "{\"JobTypeName\":\"a\",\"JobTypeFields\":[{\"Name\":\"x\"}]}|property 'Type' is missing",
        "{\"JobTypeName\":\"a\",\"JobTypeFields\":[{\"Name\":\"x\",\"Type\":5}]}|property 'Type' must be 1 String, 2 Int, 3 DateTime or 4 Bool, not 5",
        "{\"JobTypeName\":\"a\",\"JobTypeName\":\"b\"}|the request body is not readable as JSON",
        "{\"JobTypeName\":\"a\",\"jobtypename\":\"b\"}|property 'jobtypename' is given twice",
      })
  void refusesATypeThatCannotBe(String body, String message) {
    HttpResponse<String> answer = http.json(TYPES, body, manager);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("{\"ErrorCode\":\"0xA0110400\",\"Message\":\"" + message);
  }

  @Test
  void refusesDefaultsThatAreNotOfTheirType() {
    HttpResponse<String> answer =
        http.json(
            TYPES,
            "{\"JobTypeName\":\"a\",\"JobTypeFields\":[{\"Name\":\"x\",\"Type\":2,\"DefaultValue\":\"many\"}]}",
            manager);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("JobTypeFields[0].initial");
  }

  @Test
  void refusesANameThatIsTakenAndATypeThatIsNotThere() {
    http.json(TYPES, "{\"JobTypeName\":\"Rotate\"}", manager);

    assertError(
        http.json(TYPES, "{\"JobTypeName\":\"ROTATE\"}", manager),
        400,
        "0xA0110400",
        "there is a job type 'ROTATE' already");
    assertError(
        http.put(TYPES, "{\"Id\":\"%s\",\"JobTypeName\":\"X\"}".formatted(UNKNOWN), manager),
        404,
        "0xA0110002",
        "there is no job type " + UNKNOWN);
    assertThat(http.get(TYPES + "/nonsense", manager).statusCode()).isEqualTo(400);
  }

  @Test
  void filtersByName() {
    http.json(TYPES, "{\"JobTypeName\":\"Rotate\"}", manager);
    http.json(TYPES, "{\"JobTypeName\":\"Patch\"}", manager);

    assertThat(http.get(TYPES + "?QueryString=JobTypeName+-startswith+%22rot%22", manager).body())
        .contains("Rotate")
        .doesNotContain("Patch");
    assertThat(http.get(TYPES + "?SortField=JobTypeName&SortAscending=1", manager).body())
        .matches(".*Rotate.*Patch.*");
  }

  static String id(String body) {
    int at = body.indexOf("\"Id\":\"") + 6;
    return body.substring(at, at + 36);
  }
}
