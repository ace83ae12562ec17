// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ResultTableTests {

  @Test
  void alignsItsColumns() {
    var table = new ResultTable();

    table.add(new Row("drain", "20,000 jobs/s", Aim.atLeast(20_000, 20_000), "mongod"));
    table.add(new Row("start", "3.0 ms", "", ""));

    assertThat(table)
        .hasToString(
            """
            | what  | measured      | aim               | conditions |
            | ----- | ------------- | ----------------- | ---------- |
            | drain | 20,000 jobs/s | ≥ 20,000: reached | mongod     |
            | start | 3.0 ms        |                   |            |""");
  }

  @Test
  void saysHowFarAnAimWasMissed() {
    assertThat(Aim.atLeast(20_000, 5_000)).isEqualTo("≥ 20,000: missed, 0.25 of it");
    assertThat(Aim.atMost(Duration.ofMillis(3), Duration.ofMillis(6)))
        .isEqualTo("≤ 3 ms: missed, 2.00 of it");
    assertThat(Aim.atMost(Duration.ofMillis(3), Duration.ofMillis(3))).isEqualTo("≤ 3 ms: reached");
  }
}
