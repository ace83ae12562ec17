// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.observe.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Holds the alert rules to the metrics there are, and the runbook to the alert rules. */
class AlertRulesTests {

  private static final Path RULES = Path.of("deploy", "prometheus-rules.yaml");
  private static final Path RUNBOOK = Path.of("docs", "operate", "runbook.md");

  private static final Pattern SERIES = Pattern.compile("(jobmill_[a-z_]+)(?:\\{([^}]*)})?");
  private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on) \\(([a-z, ]+)\\)");
  private static final Pattern LABEL = Pattern.compile("([a-z]+)(?:=~?|!=)\"");
  private static final Pattern SHOWN = Pattern.compile("\\$labels\\.([a-z]+)");
  private static final Pattern HEADING = Pattern.compile("(?m)^### (Jobmill\\w+)$");

  /** Prometheus adds these to what it collects. */
  private static final Set<String> OF_PROMETHEUS = Set.of("instance", "job");

  record Rule(String alert, String expression, Map<String, String> labels, String summary) {

    @Override
    public String toString() {
      return alert;
    }
  }

  static List<Rule> rules() {
    Map<String, Object> file = new Yaml().load(ProjectFiles.text(RULES));
    List<Rule> rules = new ArrayList<>();
    for (Map<String, Object> group :
        AlertRulesTests.<List<Map<String, Object>>>in(file, "groups")) {
      for (Map<String, Object> rule :
          AlertRulesTests.<List<Map<String, Object>>>in(group, "rules")) {
        Map<String, Object> annotations = in(rule, "annotations");
        rules.add(
            new Rule(
                in(rule, "alert"),
                in(rule, "expr"),
                in(rule, "labels"),
                in(annotations, "summary")));
      }
    }
    return rules;
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T> T in(Map<String, Object> map, String key) {
    return (T) Objects.requireNonNull(map.get(key), key);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everySeriesOfAnAlertExists(Rule rule) {
    assertThat(series(rule.expression()).keySet())
        .isNotEmpty()
        .isSubsetOf(KnownMetrics.allSeries());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyLabelOfAnAlertIsATagOfItsMetrics(Rule rule) {
    Set<String> common = new HashSet<>();
    for (Map.Entry<String, Set<String>> one : series(rule.expression()).entrySet()) {
      Set<String> tags = tags(one.getKey());
      assertThat(tags).as(one.getKey()).containsAll(one.getValue());
      common.addAll(tags);
    }
    common.addAll(OF_PROMETHEUS);

    assertThat(common).containsAll(all(GROUPING, rule.expression()));
    assertThat(all(GROUPING, rule.expression())).containsAll(all(SHOWN, rule.summary()));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyAlertSaysHowBadItIs(Rule rule) {
    assertThat(rule.labels().get("severity")).isIn("info", "warning", "critical");
    assertThat(rule.expression().chars().filter(c -> c == '(').count())
        .isEqualTo(rule.expression().chars().filter(c -> c == ')').count());
  }

  @Test
  void theRunbookHasASectionForEachAlertAndNoOther() {
    Set<String> sections = new TreeSet<>();
    Matcher heading = HEADING.matcher(ProjectFiles.text(RUNBOOK));
    while (heading.find()) {
      sections.add(heading.group(1));
    }

    assertThat(rules()).extracting(Rule::alert).doesNotHaveDuplicates();
    assertThat(sections).isEqualTo(rules().stream().map(Rule::alert).collect(Collectors.toSet()));
  }

  @Test
  void theRunbookNamesOnlySeriesThatExist() {
    assertThat(series(ProjectFiles.text(RUNBOOK)).keySet()).isSubsetOf(KnownMetrics.allSeries());
  }

  private static Map<String, Set<String>> series(String text) {
    Matcher matcher = SERIES.matcher(text);
    Map<String, Set<String>> found = new TreeMap<>();
    while (matcher.find()) {
      String labels = matcher.group(2) == null ? "" : matcher.group(2);
      found.computeIfAbsent(matcher.group(1), name -> new TreeSet<>()).addAll(all(LABEL, labels));
    }
    return found;
  }

  private static Set<String> tags(String series) {
    return KnownMetrics.all().stream()
        .filter(metric -> KnownMetrics.series(metric).contains(series))
        .map(Metric::tags)
        .findFirst()
        .<Set<String>>map(HashSet::new)
        .orElseThrow();
  }

  private static Set<String> all(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      for (String one : matcher.group(1).split(",", -1)) {
        found.add(one.strip());
      }
    }
    return found;
  }
}
