// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.LogLevel;
import io.jobmill.template.HttpOperation.StatusRange;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationDataTests {

  @Test
  void aShellOperationNeedsOnlyAScript() {
    ShellOperation shell = shell(Map.of("script", "echo hi"));

    assertThat(shell.interpreter()).containsExactly("sh");
    assertThat(shell.script()).isEqualTo("echo hi");
    assertThat(shell.warningExitCodes()).isEmpty();
    assertThat(shell.stdoutLevel()).isEqualTo(LogLevel.INFO);
    assertThat(shell.stderrLevel()).isEqualTo(LogLevel.ERROR);
  }

  @Test
  void everySettingOfAShellOperationIsRead() {
    ShellOperation shell =
        shell(
            Map.of(
                "interpreter", List.of("bash", "-eu"),
                "script", "exit 3",
                "warningExitCodes", List.of(3, "4"),
                "stdoutLevel", "debug",
                "stderrLevel", "WARN"));

    assertThat(shell.interpreter()).containsExactly("bash", "-eu");
    assertThat(shell.warningExitCodes()).containsExactlyInAnyOrder(3, 4);
    assertThat(shell.stdoutLevel()).isEqualTo(LogLevel.DEBUG);
    assertThat(shell.stderrLevel()).isEqualTo(LogLevel.WARN);
  }

  @Test
  void anInterpreterWithoutArgumentsMayBeAText() {
    assertThat(shell(Map.of("script", "x", "interpreter", "/usr/bin/env bash")).interpreter())
        .containsExactly("/usr/bin/env bash");
  }

  static Stream<Arguments> shellProblems() {
    return Stream.of(
        Arguments.of("script", "", "must be given"),
        Arguments.of("script", List.of(), "must be a text, not a list"),
        Arguments.of("interpreter", List.of(), "must be a program"),
        Arguments.of("interpreter", " ", "must be a program"),
        Arguments.of("interpreter", Map.of(), "must be a text, not an object"),
        Arguments.of("warningExitCodes", List.of(0), "from 1 to 255, not '0'"),
        Arguments.of("warningExitCodes", List.of(256), "from 1 to 255, not '256'"),
        Arguments.of("warningExitCodes", List.of(1.5), "from 1 to 255, not '1.5'"),
        Arguments.of("warningExitCodes", 3, "must be a list, not '3'"),
        Arguments.of("stdoutLevel", "loud", "must be one of DEBUG, INFO, WARN and ERROR"),
        Arguments.of("stderrLevel", "loud", "must be one of DEBUG, INFO, WARN and ERROR"),
        Arguments.of("workingDirectory", "/tmp", "is not a field here"));
  }

  @ParameterizedTest
  @MethodSource("shellProblems")
  void whatIsWrongWithAShellOperationIsNamed(String field, Object value, String message) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>(Map.of("script", "x"));
    data.put(field, value);

    assertNamed(ShellOperation.parse(data), field, message);
  }

  @Test
  void anHttpOperationNeedsOnlyAUrl() {
    HttpOperation http = http(Map.of("url", "https://example.com/x"));

    assertThat(http.method()).isEqualTo("GET");
    assertThat(http.headers()).isEmpty();
    assertThat(http.body()).isNull();
    assertThat(http.expect()).containsExactly(new StatusRange(200, 299));
    assertThat(http.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(http.variableHost()).isFalse();
  }

  @Test
  void everySettingOfAnHttpOperationIsRead() {
    Map<String, @Nullable Object> headers = new LinkedHashMap<>();
    headers.put("X-B", "${Name}");
    headers.put("X-A", 3);
    HttpOperation http =
        http(
            Map.of(
                "method", "post",
                "url", "http://localhost:8080/${Name}?q=${Query}",
                "headers", headers,
                "body", "{}",
                "expect", List.of(200, "300-399"),
                "timeout", "5s"));

    assertThat(http.method()).isEqualTo("POST");
    assertThat(http.headers().entrySet())
        .containsExactly(Map.entry("X-B", "${Name}"), Map.entry("X-A", "3"));
    assertThat(http.body()).isEqualTo("{}");
    assertThat(http.expect()).containsExactly(new StatusRange(200, 200), new StatusRange(300, 399));
    assertThat(http.timeout()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aRangeHoldsBothItsEnds() {
    StatusRange range = new StatusRange(200, 204);

    assertThat(range.holds(199)).isFalse();
    assertThat(range.holds(200)).isTrue();
    assertThat(range.holds(204)).isTrue();
    assertThat(range.holds(205)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"${Scheme}://host/x", "${Url}", "https://${Host}/x", "http://h:${Port}/"})
  void schemeHostAndPortHoldVariablesOnlyWhereThatIsSwitchedOn(String url) {
    assertThat(http(Map.of("url", url, "variableHost", true)).url()).isEqualTo(url);
    assertNamed(HttpOperation.parse(Map.of("url", url)), "url", "must");
  }

  static Stream<Arguments> httpProblems() {
    return Stream.of(
        Arguments.of("url", "", "must be given"),
        Arguments.of("url", "ftp://example.com", "must begin with http:// or https://"),
        Arguments.of("url", "/path", "must begin with http:// or https://"),
        Arguments.of("url", "https://", "must begin with http:// or https:// and a host"),
        Arguments.of("url", "https://${Host}/", "must not have a variable in scheme, host"),
        Arguments.of("method", "FETCH", "must be one of [DELETE, GET"),
        Arguments.of("headers", List.of(), "must be an object, not a list"),
        Arguments.of("headers.bad name", Map.of("bad name", "x"), "is not a header name"),
        Arguments.of("headers.X", Map.of("X", List.of()), "must be a text, not a list"),
        Arguments.of("headers.X", Map.of("X", "a\r\nEvil: b"), "must not hold line ends"),
        Arguments.of("body", Map.of(), "must be a text, not an object"),
        Arguments.of("expect", List.of(99), "must hold statuses like 200"),
        Arguments.of("expect", List.of("2xx"), "must hold statuses like 200"),
        Arguments.of("expect", List.of("299-200"), "must hold statuses like 200"),
        Arguments.of("expect", 200, "must be a list, not '200'"),
        Arguments.of("timeout", "0s", "must be a duration like 30s"),
        Arguments.of("variableHost", "yes", "must be true or false"),
        Arguments.of("retries", 3, "is not a field here"));
  }

  @ParameterizedTest
  @MethodSource("httpProblems")
  void whatIsWrongWithAnHttpOperationIsNamed(String place, Object value, String message) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>(Map.of("url", "https://example.com"));
    data.put(place.split("\\.", 2)[0], value);

    assertNamed(HttpOperation.parse(data), place, message);
  }

  @Test
  void aSwitchedOnVariableHostStillNeedsHttp() {
    assertNamed(
        HttpOperation.parse(Map.of("url", "ftp://${Host}", "variableHost", true)),
        "url",
        "must begin with http://");
  }

  private static void assertNamed(Parsed<?> parsed, String place, String message) {
    assertThat(parsed).isInstanceOf(Parsed.Invalid.class);
    assertThat(((Parsed.Invalid<?>) parsed).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo("operation.data." + place);
              assertThat(problem.message()).contains(message);
            });
  }

  private static ShellOperation shell(Map<String, @Nullable Object> data) {
    Parsed<ShellOperation> parsed = ShellOperation.parse(data);
    assertThat(parsed).isInstanceOf(Parsed.Valid.class);
    return ((Parsed.Valid<ShellOperation>) parsed).value();
  }

  private static HttpOperation http(Map<String, @Nullable Object> data) {
    Parsed<HttpOperation> parsed = HttpOperation.parse(data);
    assertThat(parsed).isInstanceOf(Parsed.Valid.class);
    return ((Parsed.Valid<HttpOperation>) parsed).value();
  }
}
