// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsReaderTests {

  @Test
  void limitsNothingUnlessAsked() {
    assertThat(limits(Map.of())).isEqualTo(JobLimits.NONE);
    assertThat(limits(Map.of()).any()).isFalse();
  }

  @Test
  void queuesAllJobsOfTheTemplateTogetherWhereNoMoreIsSaid() {
    assertThat(limits(Map.of("concurrency", Map.of("max", 3))).concurrency())
        .isEqualTo(new Concurrency(3, List.of(), LimitPolicy.QUEUE));
  }

  @Test
  void readsKeyAndPolicyAndSpellsVariablesAsTheyAreDeclared() {
    assertThat(
            limits(
                    Map.of(
                        "concurrency",
                        Map.of("max", 1, "key", List.of("region"), "policy", "replace")))
                .concurrency())
        .isEqualTo(new Concurrency(1, List.of("Region"), LimitPolicy.REPLACE));
  }

  @Test
  void readsARate() {
    assertThat(limits(Map.of("rate", Map.of("max", 10, "per", "1m"))).rate())
        .isEqualTo(new Rate(10, Duration.ofMinutes(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Other    | 'concurrency.key: must name variables that are declared, not ''Other'''
          Password | 'concurrency.key: must not name an obscured variable: ''Password'''
          REGION   | 'concurrency.key: names ''REGION'' twice'
          """)
  void refusesAKeyThatNoJobCanBeToldBy(String second, String problem) {
    assertThat(problems(Map.of("concurrency", Map.of("max", 1, "key", List.of("Region", second)))))
        .containsExactly(problem);
  }

  @Test
  void saysEverythingThatIsWrong() {
    assertThat(
            problems(
                Map.of(
                    "concurrency", Map.of("policy", "drop", "maximum", 1),
                    "rate", Map.of("max", 0, "per", "2d"))))
        .containsExactlyInAnyOrder(
            "concurrency.maximum: is not a field here; fields are [key, max, policy]",
            "concurrency.max: must be given",
            "concurrency.policy: must be one of queue, refuse, replace, not 'drop'",
            "rate.max: must be a whole number from 1 to 1000, not '0'",
            "rate.per: must be at most 1d");
  }

  private static JobLimits limits(Map<String, ?> fields) {
    return ((Parsed.Valid<Template>) read(fields)).value().limits();
  }

  private static List<String> problems(Map<String, ?> fields) {
    return ((Parsed.Invalid<Template>) read(fields))
        .problems().stream().map(Problem::toString).toList();
  }

  private static Parsed<Template> read(Map<String, ?> fields) {
    Map<String, Object> tree = new LinkedHashMap<>(fields);
    tree.put("name", "t");
    tree.put("operation", Map.of("type", "my-handler"));
    tree.put(
        "variables",
        List.of(Map.of("name", "Region"), Map.of("name", "Password", "obscure", true)));
    return TemplateReader.read(tree);
  }
}
