// SPDX-License-Identifier: Apache-2.0
package io.jobmill.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetersTests {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Meters meters = new Meters(registry);

  @Test
  void aMeterHasTheTagsOfItsMetric() {
    Metric metric = Metric.counter("a.b", "says", "pool", "outcome");

    meters.counter(() -> metric, "default", "good").increment(2);

    assertThat(registry.get("a.b").tags("pool", "default", "outcome", "good").counter().count())
        .isEqualTo(2);
  }

  @Test
  void aMeterWithOtherTagsOrOfAnotherKindIsRefused() {
    Metric metric = Metric.counter("a.b", "says", "pool");

    assertThatThrownBy(() -> meters.counter(() -> metric)).hasMessageContaining("[pool]");
    assertThatThrownBy(() -> meters.timer(() -> metric, "p")).hasMessageContaining("no TIMER");
  }

  @Test
  void rowsThatAreNotToldAnyMoreAreGone() {
    Metric metric = Metric.seconds("age", "says", "pool");
    Meters.Rows rows = meters.rows(() -> metric);

    rows.set(Map.of(List.of("one"), 1, List.of("two"), 2));
    rows.set(Map.of(List.of("two"), 3));

    assertThat(registry.find("age").gauges()).hasSize(1);
    assertThat(registry.get("age").tag("pool", "two").gauge().value()).isEqualTo(3);
  }

  @Test
  void whatSomebodyElseCountsIsAskedForWhenItIsLookedAt() {
    Metric metric = Metric.counter("failed", "says");
    double[] total = {0};
    meters.counted(() -> metric, () -> total[0]);

    total[0] = 7;

    assertThat(registry.get("failed").functionCounter().count()).isEqualTo(7);
  }
}
