// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.observe.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the page on metrics to the metrics there are. */
class MetricsPageTests {

  private static final Path PAGE = Path.of("docs", "operate", "metrics.md");
  private static final String START = "<!-- from the code -->\n";
  private static final String END = "<!-- end -->\n";

  static List<Metric> metrics() {
    return KnownMetrics.all();
  }

  @Test
  void thePageHasTheMetricsThereAre() throws IOException {
    String page = ProjectFiles.text(PAGE);
    int start = page.indexOf(START) + START.length();
    String generated = page.substring(0, start) + table() + page.substring(page.indexOf(END));
    if (Boolean.getBoolean("jobmill.docs.write")) {
      Files.writeString(ProjectFiles.ROOT.resolve(PAGE), generated);
    }

    assertThat(page)
        .as(
            "docs/operate/metrics.md; ./mvnw test -pl standalone -am -Dtest=MetricsPageTests"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Djobmill.docs.write=true writes it")
        .isEqualTo(generated);
  }

  @Test
  void everyServiceHasMetrics() {
    assertThat(metrics())
        .extracting(Metric::name)
        .contains(
            "jobmill.gateway.requests",
            "jobmill.worker.attempts",
            "jobmill.projector.lag",
            "jobmill.store.commands",
            "jobmill.producer.failures")
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void everyMetricIsNamedAndDescribedAlike(Metric metric) {
    assertThat(metric.name()).matches("jobmill(\\.[a-z]+)+");
    assertThat(metric.description()).isNotBlank().doesNotEndWith(".").doesNotContain("|");
    assertThat(metric.unit()).isIn("", "seconds", "bytes");
    assertThat(metric.tags()).allMatch(tag -> tag.matches("[a-z]+"));
  }

  private static String table() {
    StringBuilder table =
        new StringBuilder("\n| metric | in Prometheus | kind | tags | |\n|---|---|---|---|---|\n");
    for (Metric metric : metrics()) {
      String tags =
          metric.tags().stream().map(tag -> "`" + tag + "`").collect(Collectors.joining(", "));
      String prometheus =
          metric.kind() == Metric.Kind.TIMER || metric.kind() == Metric.Kind.SUMMARY
              ? KnownMetrics.family(metric) + "_…"
              : KnownMetrics.series(metric).iterator().next();
      table.append(
          "| `%s` | `%s` | %s | %s | %s |\n"
              .formatted(
                  metric.name(),
                  prometheus,
                  metric.kind().name().toLowerCase(Locale.ROOT),
                  tags,
                  metric.description()));
    }
    return table.append('\n').toString();
  }
}
