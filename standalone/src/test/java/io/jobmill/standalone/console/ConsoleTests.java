// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleTests {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Console console =
      new Console(
          new PrintStream(out, true, StandardCharsets.UTF_8),
          new PrintStream(err, true, StandardCharsets.UTF_8));

  @Test
  void completesAStepOnTheLineThatItBegan() {
    console.begin("Kafka");
    console.complete("Kafka", "started");

    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("  Kafka         started");
  }

  @Test
  void givesALineThatComesBetweenOneOfItsOwn() {
    console.begin("Kafka");
    console.line("a warning");
    console.complete("Kafka", "started");

    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("  Kafka         …", "a warning", "  Kafka         started");
  }

  @Test
  void writesProblemsToTheErrorStream() {
    console.problem("port 8080 cannot be used");

    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("jobmill: port 8080 cannot be used");
    assertThat(out.size()).isZero();
  }
}
