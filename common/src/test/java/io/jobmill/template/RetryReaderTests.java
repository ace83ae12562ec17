// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.job.RetryDelays;
import io.jobmill.job.RetryPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RetryReaderTests {

  private static final Map<String, Object> SHELL =
      Map.of("type", "shell", "data", Map.of("script", "exit 1"));
  private static final Map<String, Object> HTTP =
      Map.of("type", "http", "data", Map.of("url", "http://example.org/"));
  private static final Map<String, Object> HANDLER = Map.of("type", "word-count");

  @Test
  void aTemplateThatSaysNothingOfItRetriesNoFailure() {
    Parsed<Template> parsed = TemplateReader.read(Map.of("name", "t", "operation", SHELL));

    assertThat(template(parsed).retry()).isNull();
  }

  @Test
  void whatIsNotSaidHasItsDefault() {
    assertThat(retry(SHELL, Map.of()))
        .isEqualTo(
            new RetryPolicy(
                3,
                new RetryDelays(Duration.ofSeconds(10), 2, Duration.ofHours(1), 0.2),
                List.of()));
  }

  @Test
  void everyFieldIsReadAsNumberOrText() {
    RetryPolicy expected =
        new RetryPolicy(
            5,
            new RetryDelays(Duration.ofSeconds(30), 1.5, Duration.ofMinutes(10), 0),
            List.of("2", "64-78", "timeout"));

    assertThat(
            retry(
                SHELL,
                Map.of(
                    "attempts",
                    5,
                    "delay",
                    "30s",
                    "factor",
                    new BigDecimal("1.5"),
                    "maxDelay",
                    "PT10M",
                    "jitter",
                    0,
                    "except",
                    List.of(2, "64-78", "timeout"))))
        .isEqualTo(expected);
    assertThat(
            retry(
                SHELL,
                Map.of(
                    "attempts", "5",
                    "delay", "30s",
                    "factor", "1.5",
                    "maxDelay", "10m",
                    "jitter", "0.0",
                    "except", List.of("2", "64-78", "timeout"))))
        .isEqualTo(expected);
  }

  @Test
  void aDelayBeyondTheUsualCeilingRaisesIt() {
    assertThat(retry(SHELL, Map.of("delay", "2h")).delays().longest())
        .isEqualTo(Duration.ofHours(2));
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of(SHELL, List.of(1, 255, "1-255", "timeout")),
        Arguments.of(HTTP, List.of(404, "400-499", "connection")),
        Arguments.of(HANDLER, List.of("IllegalArgumentException", "no-such-order")));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatIsExceptedDependsOnTheOperation(Map<String, Object> operation, List<Object> except) {
    assertThat(retry(operation, Map.of("except", except)).except())
        .isEqualTo(except.stream().map(Object::toString).toList());
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of(
            SHELL,
            Map.of("attempts", 0),
            "retry.attempts: must be a whole number from 1 to 100, not '0'"),
        Arguments.of(
            SHELL,
            Map.of("attempts", 101),
            "retry.attempts: must be a whole number from 1 to 100, not '101'"),
        Arguments.of(
            SHELL,
            Map.of("attempts", 2.5),
            "retry.attempts: must be a whole number from 1 to 100, not '2.5'"),
        Arguments.of(
            SHELL,
            Map.of("attempts", "many"),
            "retry.attempts: must be a whole number from 1 to 100, not 'many'"),
        Arguments.of(
            SHELL, Map.of("attempts", List.of()), "retry.attempts: must be a text, not a list"),
        Arguments.of(
            SHELL,
            Map.of("delay", "soon"),
            "retry.delay: must be a duration like 30s, 5m or 2h, from 1ms to 366d, not 'soon'"),
        Arguments.of(
            SHELL,
            Map.of("factor", 0.5),
            "retry.factor: must be a number from 1 to 100, not '0.5'"),
        Arguments.of(
            SHELL,
            Map.of("factor", "1e999999999"),
            "retry.factor: must be a number from 1 to 100, not '1e999999999'"),
        Arguments.of(
            SHELL,
            Map.of("factor", Double.NaN),
            "retry.factor: must be a number from 1 to 100, not 'NaN'"),
        Arguments.of(
            SHELL,
            Map.of("jitter", -0.1),
            "retry.jitter: must be a number from 0 to 1, not '-0.1'"),
        Arguments.of(
            SHELL,
            Map.of("jitter", true),
            "retry.jitter: must be a number from 0 to 1, not 'true'"),
        Arguments.of(
            SHELL,
            Map.of("delay", "5m", "maxDelay", "1m"),
            "retry.maxDelay: must not be less than delay"),
        Arguments.of(
            SHELL,
            Map.of("tries", 5),
            "retry.tries: is not a field here; fields are [attempts, delay, except, factor, jitter, maxDelay]"),
        Arguments.of(
            SHELL,
            Map.of("except", List.of(0)),
            "retry.except: must hold exit statuses from 1 to 255, ranges of them like 64-78, or names of failures, not '0'"),
        Arguments.of(
            SHELL,
            Map.of("except", List.of("78-64")),
            "retry.except: must hold exit statuses from 1 to 255, ranges of them like 64-78, or names of failures, not '78-64'"),
        Arguments.of(
            HTTP,
            Map.of("except", List.of(99)),
            "retry.except: must hold statuses like 404, ranges of them like 400-499, or names of failures, not '99'"),
        Arguments.of(
            HTTP,
            Map.of("except", List.of("4xx")),
            "retry.except: must hold statuses like 404, ranges of them like 400-499, or names of failures, not '4xx'"),
        Arguments.of(
            HANDLER,
            Map.of("except", List.of(7)),
            "retry.except: must hold names of failures or exceptions, not '7'"),
        Arguments.of(
            HANDLER,
            Map.of("except", Collections.nCopies(101, "x")),
            "retry.except: must hold at most 100"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void saysWhatIsWrongAndWhere(
      Map<String, Object> operation, Map<String, Object> retry, String problem) {
    Parsed<Template> parsed =
        TemplateReader.read(Map.of("name", "t", "operation", operation, "retry", retry));

    assertThat(parsed).isInstanceOf(Parsed.Invalid.class);
    assertThat(((Parsed.Invalid<Template>) parsed).problems())
        .extracting(Problem::toString)
        .containsExactly(problem);
  }

  @Test
  void somethingElseThanAnObjectIsRefused() {
    Parsed<Template> parsed =
        TemplateReader.read(Map.of("name", "t", "operation", SHELL, "retry", 3));

    assertThat(((Parsed.Invalid<Template>) parsed).problems())
        .extracting(Problem::toString)
        .containsExactly("retry: must be an object, not '3'");
  }

  private static RetryPolicy retry(Map<String, Object> operation, Map<String, Object> retry) {
    RetryPolicy policy =
        template(TemplateReader.read(Map.of("name", "t", "operation", operation, "retry", retry)))
            .retry();
    assertThat(policy).isNotNull();
    return policy;
  }

  private static Template template(Parsed<Template> parsed) {
    assertThat(parsed).isInstanceOf(Parsed.Valid.class);
    return ((Parsed.Valid<Template>) parsed).value();
  }
}
