// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jobmill.testkit.process.ChildJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The sample job, as the README says. */
class DemoIT {
  private static final List<String> STEPS =
      List.of(
          "Jobmill is up",
          "  admin key     jm_",
          "  token  ",
          "  log           INFO: Hello, World!",
          "  status        Succeeded",
          "/api/jobs/status?token=",
          "kcat -P -b 127.0.0.1:",
          "Stopped in");

  @TempDir Path temp;

  @Test
  void showsTheSampleJobFromItsTriggerToItsEnd() throws Exception {
    try (ChildJvm demo =
        StandaloneServer.command(temp.resolve("data"), "demo", "--once")
            .environment("JOBMILL_TEMPLATES_DIR", "../templates")
            .start()) {
      demo.awaitLine("Try next");

      assertThat(demo.awaitExit()).isZero();
      assertThat(String.join("\n", demo.output())).containsSubsequence(STEPS);
    }
  }

  @Test
  void failsWhenThereIsNoSampleJob() throws Exception {
    Path empty = Files.createDirectory(temp.resolve("templates"));
    try (ChildJvm demo =
        StandaloneServer.command(temp.resolve("data"), "demo", "--once")
            .environment("JOBMILL_TEMPLATES_DIR", empty.toString())
            .start()) {
      demo.awaitLine("Stopped in");

      assertThat(demo.awaitExit()).isEqualTo(1);
      assertThat(demo.output())
          .anyMatch(line -> line.startsWith("jobmill: ") && line.contains("hello"));
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
  void runsFromACopyOfTheTree() throws Exception {
    Path tree = copyOfTheTree();
    Path output = temp.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder("./jobmill", "demo", "--once")
            .directory(tree.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("JOBMILL_"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("SERVER_PORT", "0");
    builder.environment().put("JOBMILL_KAFKA_PORT", "0");
    builder.environment().put("JOBMILL_STORE", "embedded");

    Process demo = builder.start();

    assertThat(demo.waitFor(5, TimeUnit.MINUTES)).isTrue();
    String said = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(demo.exitValue()).as(said).isZero();
    assertThat(said).containsSubsequence(STEPS).doesNotContain("Building");
    assertThat(tree.resolve("data/admin.key")).exists();
  }

  /** The sources and the jar that is built of them; older sources are not built again. */
  private Path copyOfTheTree() throws IOException, InterruptedException {
    Path tree = Files.createDirectory(temp.resolve("tree"));
    Path root = Path.of("..");
    try (Stream<Path> jars = Files.list(root.resolve("standalone/target"))) {
      assumeTrue(
          jars.anyMatch(jar -> jar.toString().endsWith("-exec.jar")),
          "standalone is not packaged; ./mvnw package does that");
    }
    String copy =
        """
        set -e
        cp -rp jobmill pom.xml templates "$0"
        for pom in */pom.xml; do
          module=${pom%/*}
          mkdir -p "$0/$module/src"
          cp -p "$pom" "$0/$module"
          cp -rp "$module/src/main" "$0/$module/src"
        done
        mkdir "$0/standalone/target"
        cp -p standalone/target/*.jar "$0/standalone/target"
        """;
    assertThat(
            new ProcessBuilder("sh", "-c", copy, tree.toString())
                .directory(root.toFile())
                .inheritIO()
                .start()
                .waitFor())
        .isZero();
    return tree;
  }
}
