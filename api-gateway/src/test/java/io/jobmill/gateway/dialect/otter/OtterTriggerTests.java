// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.otter;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.RunningGateway;
import io.jobmill.job.Value;
import io.jobmill.secret.SecretKeyring;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtterTriggerTests {

  private static final String ABLAST = "/api/jobs/trigger?template=ablast&TargetServer=ABLSV1";

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();

  @BeforeEach
  void templates() {
    gateway.template(Samples.ablast());
  }

  @Test
  void answersTheTokenAndNothingElse() {
    var answer = http.get(ABLAST);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(String.valueOf(gateway.lastRequest().id()));
    assertThat(header(answer, "Content-Type")).isEqualToIgnoringCase("text/plain;charset=utf-8");
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void putsOneSignedRequestOnTheQueueOfThePool() {
    http.get(ABLAST);

    var record = gateway.lastRecord();
    var signature = record.headers().lastHeader("jobmill-signature");
    assertThat(gateway.producer().history()).hasSize(1);
    assertThat(record.topic()).isEqualTo("jobmill.jobs.default");
    assertThat(new String(record.key(), StandardCharsets.UTF_8))
        .isEqualTo(String.valueOf(gateway.lastRequest().id()));
    assertThat(
            new SecretKeyring(RunningGateway.SECRET)
                .verify(record.value(), new String(signature.value(), StandardCharsets.UTF_8)))
        .isTrue();
    assertThat(gateway.lastRequest().templateOffset()).isNotNull();
    assertThat(gateway.lastRequest().template()).isEqualTo("ablast");
    assertThat(gateway.lastRequest().submittedBy()).isNull();
  }

  @Test
  void takesTheDocumentedPostWithoutKey() {
    var answer =
        http.form(
            "/api/jobs/trigger?template=ablast",
            "TargetServer=ABLSV1&SendNotification=sdennis@example.com");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(variables())
        .containsEntry("TargetServer", Value.of("ABLSV1"))
        .containsEntry("SendNotification", Value.of("sdennis@example.com"));
  }

  @Test
  void readsNamesInAnyCaseAndPassesTheDeclaredSpellingOn() {
    var answer = http.get("/API/Jobs/TRIGGER?TEMPLATE=ABLAST&targetserver=a");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(variables()).containsEntry("TargetServer", Value.of("a"));
    assertThat(gateway.lastRequest().template()).isEqualTo("ablast");
  }

  @Test
  void letsTheQueryWinOverTheBody() {
    http.form("/api/jobs/trigger?template=ablast&TargetServer=query", "targetserver=body");

    assertThat(variables()).containsEntry("TargetServer", Value.of("query"));
  }

  @Test
  void takesTheTemplateFromAFormAndFromJson() {
    assertThat(http.form("/api/jobs/trigger", "template=ablast&TargetServer=a").statusCode())
        .isEqualTo(200);
    assertThat(
            http.json("/api/jobs/trigger", "{\"template\":\"ablast\",\"TargetServer\":\"a\"}")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void refusesARepeatedReservedName() {
    assertThat(http.get(ABLAST + "&template=ablast").statusCode()).isEqualTo(400);
    assertThat(http.get(ABLAST + "&key=a&KEY=a").statusCode()).isEqualTo(400);
  }

  @Test
  void joinsARepeatedVariableWithCommas() {
    http.get(ABLAST + "&SendNotification=a&SENDNOTIFICATION=b");

    assertThat(variables()).containsEntry("SendNotification", Value.of("a,b"));
  }

  @Test
  void makesAListOfARepeatedVariableThatTakesSeveral() {
    http.get(ABLAST + "&Region=eu&region=us");

    assertThat(variables()).containsEntry("Region", Value.ofList(List.of("eu", "us")));
  }

  @Test
  void parsesABodyWithoutContentTypeAsAForm() {
    var answer =
        http.send(
            http.request("/api/jobs/trigger?template=ablast")
                .POST(BodyPublishers.ofString("TargetServer=a%20b+c")));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(variables()).containsEntry("TargetServer", Value.of("a b c"));
  }

  @Test
  void readsMultipartForms() {
    String body =
        String.join(
            "\r\n",
            "--B",
            "Content-Disposition: form-data; name=\"TargetServer\"",
            "",
            "line 1",
            "line 2",
            "--B",
            "content-disposition: form-data; name=SendNotification",
            "Content-Type: text/plain",
            "",
            "\u00e9",
            "--B--",
            "");

    var answer =
        http.post("/api/jobs/trigger?template=ablast", "multipart/form-data; boundary=B", body);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(variables())
        .containsEntry("TargetServer", Value.of("line 1\r\nline 2"))
        .containsEntry("SendNotification", Value.of("\u00e9"));
  }

  @Test
  void readsJsonScalarsAsTheyAreWrittenAndNullAsNotGiven() {
    http.json(
        "/api/jobs/trigger?template=ablast",
        "{\"TargetServer\":1.10,\"Verbose\":true,\"SendNotification\":null,\"Region\":[\"eu\"]}");

    assertThat(variables())
        .containsEntry("TargetServer", Value.of("1.10"))
        .containsEntry("Verbose", Value.of("True"))
        .containsEntry("Region", Value.ofList(List.of("eu")))
        .doesNotContainKey("SendNotification");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"TargetServer\":[\"a\"]}",
        "{\"TargetServer\":{\"a\":1}}",
        "{\"TargetServer\":\"a\",\"TargetServer\":\"b\"}",
        "{\"TargetServer\":\"\\ud800\"}",
        "{\"Region\":[[\"eu\"]],\"TargetServer\":\"a\"}",
        "[1]",
        "{\"TargetServer\":",
        "\"x\"",
        "{} {}",
      })
  void refusesJsonThatCannotBeParameters(String body) {
    assertIsOneLine(http.json("/api/jobs/trigger?template=ablast", body), 400);
  }

  @Test
  void refusesABodyOfAnotherTypeInsteadOfDroppingVariables() {
    assertIsOneLine(
        http.post("/api/jobs/trigger?template=ablast", "text/xml", "<TargetServer/>"), 400);
    assertThat(http.post(ABLAST, "text/xml", "").statusCode()).isEqualTo(200);
  }

  @Test
  void wantsTheTemplate() {
    assertIsOneLine(http.get("/api/jobs/trigger"), 400);
    assertIsOneLine(http.get("/api/jobs/trigger?template="), 400);
  }

  @Test
  void doesNotTellAClosedTemplateFromAMissingOne() {
    gateway.template(Map.of("name", "closed", "api", false, "operation", Samples.OPERATION));

    var closed = http.get("/api/jobs/trigger?template=closed");
    var missing = http.get("/api/jobs/trigger?template=nosuch");

    assertIsOneLine(closed, 404);
    assertThat(closed.body().replace("closed", "nosuch")).isEqualTo(missing.body());
    assertThat(missing.statusCode()).isEqualTo(404);
  }

  @Test
  void wantsRequiredVariablesAndTakesAnEmptyOneForMissing() {
    assertIsOneLine(http.get("/api/jobs/trigger?template=ablast"), 400);
    assertIsOneLine(http.get("/api/jobs/trigger?template=ablast&TargetServer="), 400);
    assertThat(gateway.producer().history()).isEmpty();
  }

  @Test
  void wantsARequiredVariableThoughItHasAnInitialValue() {
    gateway.template(
        Map.of(
            "name",
            "initial",
            "variables",
            List.of(Map.of("name", "V", "required", true, "initial", "x")),
            "operation",
            Samples.OPERATION));

    assertIsOneLine(http.get("/api/jobs/trigger?template=initial"), 400);
  }

  @Test
  void fillsInitialValuesOfOptionalVariablesInAndLeavesTheRestUnset() {
    http.get(ABLAST);

    assertThat(variables())
        .containsEntry("Verbose", Value.of("False"))
        .doesNotContainKeys("SendNotification", "Region", "Size");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Size=XL", "Verbose=maybe", "Region=mars", "Unknown=x", "Size=S,L"})
  void refusesWhatTheTemplateDoesNotTake(String parameter) {
    assertIsOneLine(http.get(ABLAST + "&" + parameter), 400);
  }

  @Test
  void takesNewVariablesWhereTheTemplateAllowsThemButNeverReservedNames() {
    gateway.template(
        Map.of("name", "open", "allowNewVariables", true, "operation", Samples.OPERATION));

    assertThat(http.get("/api/jobs/trigger?template=open&Anything=1").statusCode()).isEqualTo(200);
    assertIsOneLine(http.get("/api/jobs/trigger?template=open&JOBMILL_X=1"), 400);
    assertIsOneLine(http.get("/api/jobs/trigger?template=open&LD_PRELOAD=1"), 400);
    assertIsOneLine(http.get("/api/jobs/trigger?template=open&1x=1"), 400);
    assertIsOneLine(http.json("/api/jobs/trigger?template=open", "{\"New\":[\"a\",\"b\"]}"), 400);
  }

  @Test
  void refusesNulAndValuesAboveAHundredKibibytes() {
    assertIsOneLine(http.get("/api/jobs/trigger?template=ablast&TargetServer=a%00b"), 400);
    assertIsOneLine(
        http.form(
            "/api/jobs/trigger?template=ablast", "TargetServer=" + "x".repeat(100 * 1024 + 1)),
        400);
    assertThat(
            http.form("/api/jobs/trigger?template=ablast", "TargetServer=" + "x".repeat(100 * 1024))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void passesOtterScriptLiteralsThroughUntouched() {
    http.form("/api/jobs/trigger?template=ablast", "TargetServer=%40%28a%2Cb%29%60%25%28");

    assertThat(variables()).containsEntry("TargetServer", Value.of("@(a,b)`%("));
  }

  @Test
  void sealsObscuredValues() {
    http.form("/api/jobs/trigger?template=ablast", "TargetServer=a&Password=s3cret");

    assertThat(variables()).doesNotContainKey("Password");
    assertThat(new String(gateway.lastRecord().value(), StandardCharsets.UTF_8))
        .doesNotContain("s3cret");
    var request = gateway.lastRequest();
    assertThat(
            new SecretKeyring(RunningGateway.SECRET)
                .open(
                    Objects.requireNonNull(request.id()),
                    "Password",
                    Objects.requireNonNull(request.sealed().get("Password"))))
        .isEqualTo(Value.of("s3cret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "PROPFIND"})
  void allowsNoOtherMethodToTrigger(String method) {
    var answer = http.method(method, ABLAST);

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(header(answer, "Allow")).isEqualTo("GET, POST");
    assertThat(gateway.producer().history()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/jobs", "/api/jobs/", "/api/jobs/anything-else", "/API/JOBS/x/y"})
  void answersOtherPathsInItsOwnShape(String path) {
    assertIsOneLine(http.get(path), 404);
  }

  @Test
  void saysWhenKafkaDoesNotConfirmAndAcceptsNothing() {
    gateway.producer().sendException = new TimeoutException("no answer");

    var answer = http.get(ABLAST);

    assertIsOneLine(answer, 503);
    assertThat(header(answer, "Retry-After")).isEqualTo("2");
  }

  @Test
  void saysWhenARequestIsTooLargeForAQueue() {
    gateway.template(
        Map.of("name", "open", "allowNewVariables", true, "operation", Samples.OPERATION));
    StringBuilder form = new StringBuilder("a=1");
    for (int i = 0; i < 22; i++) {
      form.append("&v").append(i).append('=').append("x".repeat(100 * 1024));
    }

    assertIsOneLine(http.form("/api/jobs/trigger?template=open", form.toString()), 413);
  }

  @Test
  void saysWhenTheClusterFindsARequestTooLarge() {
    gateway.producer().sendException = new RecordTooLargeException("too large");

    assertIsOneLine(http.get(ABLAST), 413);
  }

  @Test
  void refusesATargetThatMeansNobody() {
    gateway.template(
        Map.of(
            "name", "all", "pool", "deserted", "target", "_all", "operation", Samples.OPERATION));

    assertIsOneLine(http.get("/api/jobs/trigger?template=all"), 400);
  }

  private Map<String, Value> variables() {
    return gateway.lastRequest().variables();
  }

  static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  static void assertIsOneLine(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(header(answer, "Content-Type")).isEqualToIgnoringCase("text/plain;charset=utf-8");
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
    assertThat(answer.body()).isNotBlank().doesNotContain("\n", "\r", "<", "Exception");
  }
}
