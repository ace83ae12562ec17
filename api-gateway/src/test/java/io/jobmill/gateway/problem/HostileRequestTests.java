// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.RawHttp;
import io.jobmill.gateway.testing.RunningGateway;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileRequestTests {

  private final RunningGateway gateway = RunningGateway.emptied();
  private final Http http = gateway.http();

  @BeforeEach
  void template() {
    gateway.template(
        Map.of(
            "name",
            "t",
            "allowNewVariables",
            true,
            "operation",
            Map.of("type", "shell", "data", Map.of("script", "true"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/jobs/trigger?template=%zz HTTP/1.1",
        "GET /api/jobs/trigger?template=%c3%28 HTTP/1.1",
        "GET /api/jobs/trigger?template=t&a=%00 HTTP/1.1",
        "GET /api/jobs/status?token=%ff HTTP/1.1",
        "GET /api/jobs/status?token=../../etc/passwd HTTP/1.1",
        "GET /api/jobs/%2e%2e/%2e%2e/x HTTP/1.1",
        "GET /api/jobs/trigger%00 HTTP/1.1",
        "GET /api/jobs/trigger%2f HTTP/1.1",
        "GET /api/v1/jobs/%00 HTTP/1.1",
        "GET /api/v1/nosuch HTTP/1.1",
        "GET /job/%00 HTTP/1.1",
        "GET /job/%2e%2e/%2e%2e/agent HTTP/1.1",
        "GET /job/a%2fretry HTTP/1.1",
        "GET /api/job/%c3%28 HTTP/1.1",
        "GET /agent/%ff HTTP/1.1",
        "PATCH /job HTTP/1.1",
        "TRACE /agent HTTP/1.1",
        "GET /\u00e9 HTTP/1.1",
        "GET / HTTP/9.9",
        "G\u0001T / HTTP/1.1",
        "nonsense",
        "TRACE /api/jobs/status HTTP/1.1",
        "GET /api/jobs/trigger?template=t;a=1#frag HTTP/1.1",
        "GET /actuator/env HTTP/1.1",
      })
  void answersABrokenRequestLineShortlyAndNeverWith5xx(String line) {
    var answer = RawHttp.send(gateway.port(), line + "\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertIsShortRefusal(answer);
  }

  @Test
  void givesWhatTheContainerRefusesAnIdWhereTheDialectHasOne() {
    var answer =
        RawHttp.send(
            gateway.port(), "GET /job/%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400").containsIgnoringCase("\r\nx-request-id: ");
  }

  @Test
  void refusesHeadersThatAreTooManyOrTooLarge() {
    StringBuilder many = new StringBuilder("GET /api/jobs/status HTTP/1.1\r\nHost: x\r\n");
    for (int i = 0; i < 10_000; i++) {
      many.append("X-").append(i).append(": ").append(i).append("\r\n");
    }

    assertIsShortRefusal(RawHttp.send(gateway.port(), many.append("\r\n").toString()));
    assertIsShortRefusal(
        RawHttp.send(
            gateway.port(),
            "GET / HTTP/1.1\r\nHost: x\r\nX-A: " + "a".repeat(100_000) + "\r\n\r\n"));
    assertIsShortRefusal(
        RawHttp.send(
            gateway.port(), "GET /" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"));
  }

  @Test
  void refusesContradictingLengths() {
    assertIsShortRefusal(
        RawHttp.send(
            gateway.port(),
            "POST /api/jobs/trigger HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde"));
    assertIsShortRefusal(
        RawHttp.send(
            gateway.port(),
            "POST /api/jobs/trigger HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"));
  }

  @Test
  void refusesABodyAboveTenMebibytesWhetherItsLengthIsSaidOrNot() {
    String tooMuch = "a=" + "x".repeat(10 * 1024 * 1024);

    var said = http.form("/api/jobs/trigger?template=t", tooMuch);
    var chunked =
        http.send(
            http.request("/api/jobs/trigger?template=t")
                .POST(
                    BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(tooMuch.getBytes(StandardCharsets.UTF_8)))));

    assertThat(said.statusCode()).isEqualTo(413);
    assertThat(said.body()).doesNotContain("<", "\n");
    assertThat(chunked.statusCode()).isEqualTo(413);
  }

  @Test
  void refusesABodyThatDoesNotCome() {
    var answer =
        RawHttp.send(
            gateway.port(),
            "POST /api/jobs/trigger?template=t HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\na=1");

    assertThat(answer).startsWith("HTTP/1.1 408");
    assertIsShortRefusal(answer);
  }

  @Test
  void refusesABrokenChunk() {
    assertIsShortRefusal(
        RawHttp.send(
            gateway.port(),
            "POST /api/jobs/trigger?template=t HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nabc"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1e999999}",
        "{\"a\":NaN}",
        "{\"a\":\"\\u0000\"}",
        "\ufeff{\"a\"",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":tru",
        "{'a':1}",
        "{\"a\":1,}",
        "{\"\":\"\"}",
      })
  void survivesStrangeJson(String body) {
    var answer = http.json("/api/jobs/trigger?template=t", body);

    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 499);
    assertThat(answer.body()).doesNotContain("Exception", "\tat ");
  }

  @Test
  void refusesDeepAndLongJsonQuickly() {
    for (String body :
        List.of(
            "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}",
            "{\"a\":\"" + "x".repeat(9 * 1024 * 1024) + "\"}",
            "{\"a\":" + "9".repeat(1_000_000) + "}",
            "{\"" + "n".repeat(100_000) + "\":1}")) {
      assertThat(http.json("/api/jobs/trigger?template=t", body).statusCode()).isEqualTo(400);
      assertThat(
              http.json("/api/v1/jobs", body, "Authorization", "Bearer " + RunningGateway.ADMIN)
                  .statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  void answersUnknownPathsAsProblems() {
    var answer = http.get("/nosuch/path");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("\"status\":404");
  }

  private static void assertIsShortRefusal(String answer) {
    assertThat(answer).matches("(?s)HTTP/1\\.1 (4\\d\\d|501|505) .*");
    assertThat(answer.length()).isLessThan(1500);
    assertThat(answer)
        .doesNotContainIgnoringCase("<html")
        .doesNotContain("Exception", "\tat ", "Tomcat");
  }
}
