// SPDX-License-Identifier: Apache-2.0
package io.jobmill.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.testkit.time.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ChildJvmTests {
  private final ChildJvmSettings greeter =
      ChildJvm.of(Greeter.class)
          .argument("hello")
          .property("greeting", "hi")
          .environment("GREETING", "good day")
          .option("-Xmx64m");

  @Test
  void handsOverArgumentsPropertiesAndVariables() throws Exception {
    try (ChildJvm child = greeter.start()) {
      child.awaitLine("ready");

      assertThat(child.output())
          .contains("argument hello", "property hi", "variable good day", "foreign null");
    }
  }

  @Test
  void letsTheChildEndInOrder() throws Exception {
    try (ChildJvm child = greeter.start()) {
      child.awaitLine("ready");

      child.terminate();

      assertThat(child.awaitLine("goodbye")).isEqualTo("goodbye");
      assertThat(child.awaitExit()).isEqualTo(143);
    }
  }

  @Test
  void killsTheChildWithoutAWord() throws Exception {
    try (ChildJvm child = greeter.start()) {
      child.awaitLine("ready");

      child.kill();

      assertThat(child.isAlive()).isFalse();
      assertThat(child.output()).doesNotContain("goodbye");
    }
  }

  @Test
  void showsTheOutputOfAChildThatEndedTooSoon() throws Exception {
    try (ChildJvm child = ChildJvm.of(Path.of("no-such.jar")).start()) {
      assertThatThrownBy(() -> child.awaitLine("ready"))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("the child ended without a line with \"ready\"")
          .hasMessageContaining("no-such.jar");
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "the state of a process is read from /proc")
  void freezesAndThawsTheChild() throws Exception {
    try (ChildJvm child = greeter.start()) {
      child.awaitLine("ready");

      child.freeze();
      Await.untilAsserted("stopped", () -> assertThat(state(child)).isEqualTo("T"));

      child.thaw();
      Await.untilAsserted("waiting again", () -> assertThat(state(child)).isEqualTo("S"));
    }
  }

  private static String state(ChildJvm child) throws Exception {
    String stat = Files.readString(Path.of("/proc/%d/stat".formatted(child.pid())));
    return stat.substring(stat.lastIndexOf(')') + 2).substring(0, 1);
  }
}
