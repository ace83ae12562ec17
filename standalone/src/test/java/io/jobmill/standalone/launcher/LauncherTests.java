// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.standalone.launcher.SourceTree.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class LauncherTests {
  private SourceTree tree;

  @BeforeEach
  void makeTree(@TempDir Path temp) throws IOException {
    tree = SourceTree.in(Files.createDirectory(temp.resolve("a tree")));
  }

  @Test
  void buildsWhatIsMissingAndBecomesJava() throws Exception {
    Finished run = tree.run("demo", "--once");

    assertThat(run.status()).isZero();
    assertThat(run.out().lines())
        .contains(
            "Building Jobmill (the first time takes some minutes, as libraries are fetched)",
            "  standalone [1/1]",
            "pid " + run.pid(),
            "data " + tree.root().resolve("data"));
    assertThat(run.out())
        .contains("-jar " + tree.root() + "/standalone/target/jobmill-standalone-0.1.0-exec.jar")
        .contains("exec.jar demo --once");
  }

  @Test
  void buildsNothingThatIsThereAlready() throws Exception {
    tree.run("up");
    Finished second = tree.run("up");

    assertThat(second.out()).doesNotContain("Building");
    assertThat(tree.builds()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"standalone/src/main/A.java", "pom.xml", "standalone/pom.xml"})
  void buildsAgainWhenASourceIsNewer(String source) throws Exception {
    tree.run("up");

    tree.touch(source);
    tree.run("up");

    assertThat(tree.builds()).isEqualTo(2);
  }

  @Test
  void buildsAndRunsTheSameModuleWhenASourceOfAnotherIsNewer() throws Exception {
    tree.run("up");

    tree.touch(tree.add("api-gateway/src/main/B.java"));
    Finished second = tree.run("up");

    assertThat(tree.builds()).isEqualTo(2);
    assertThat(tree.lastBuild()).contains("-pl standalone -am");
    assertThat(second.out()).contains("/standalone/target/jobmill-standalone-0.1.0-exec.jar up");
  }

  @Test
  void buildsAgainWhenAnyModuleOfTheServerIsNewer() throws Exception {
    Set<String> modules = SourceTree.modulesOf("standalone");
    assertThat(modules).contains("common", "worker");
    tree.run("up");
    long built = tree.builds();

    for (String module : modules) {
      tree.touch(tree.add(module + "/pom.xml"));
      tree.run("up");

      assertThat(tree.builds()).as("builds after %s changed", module).isEqualTo(++built);
      // What was touched is from the future: it would look new for ever.
      tree.without(module + "/pom.xml");
    }
  }

  @Test
  void showsTheEndOfTheLogWhenTheBuildFails() throws Exception {
    tree.building("echo '[ERROR] A.java is wrong'\nexit 1\n");

    Finished run = tree.run("up");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("[ERROR] A.java is wrong")
        .contains(
            "jobmill: the build failed; the whole log is " + tree.root() + "/target/build.log");
    assertThat(run.out()).doesNotContain("java ");
  }

  @ParameterizedTest
  @CsvSource({"11.0.2", "1.8.0_392", "16"})
  void namesTheJavaThatIsTooOld(String version) throws Exception {
    Finished run = tree.jdk(version).run("up");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "jobmill: Jobmill needs JDK 17 or newer, found %s on JAVA_HOME (%s/jdk); set JAVA_HOME to a newer one\n"
                .formatted(version, tree.root()));
    assertThat(tree.builds()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "17.0.15", "21.0.1", "25-ea"})
  void takesEveryJavaThatIsNewEnough(String version) throws Exception {
    assertThat(tree.jdk(version).run("up").status()).isZero();
  }

  @Test
  void saysThatThereIsNoJava() throws Exception {
    Finished run = tree.withPathOf("dirname").with("JAVA_HOME", "").run("up");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "jobmill: no Java found; install a JDK 17 or newer and put its java on the PATH, or set"
                + " JAVA_HOME to it\n");
  }

  @Test
  void saysThatJavaHomeIsNoJdk() throws Exception {
    Finished run = tree.with("JAVA_HOME", "/nowhere").run("up");

    assertThat(run.err())
        .isEqualTo(
            "jobmill: JAVA_HOME is /nowhere, which has no bin/java; set it to a JDK 17 or newer, or"
                + " unset it to use the one on the PATH\n");
  }

  @Test
  void needsACompilerToBuild() throws Exception {
    Finished run =
        tree.without("jdk/bin/javac").withPathOf("dirname", "sed", "head", "ls").run("up");

    assertThat(run.err())
        .isEqualTo(
            "jobmill: building Jobmill needs a JDK 17 or newer, and the Java on JAVA_HOME (%s/jdk) has no compiler; set JAVA_HOME to a JDK\n"
                .formatted(tree.root()));
  }

  @Test
  void listsItsCommands() throws Exception {
    Finished help = tree.run("help");

    assertThat(help.status()).isZero();
    assertThat(help.out()).contains("demo --once").contains("bench").contains("SERVER_PORT");
    assertThat(tree.run().out()).isEqualTo(help.out());
  }

  @Test
  void refusesAnUnknownCommand() throws Exception {
    Finished run = tree.run("start");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("jobmill: there is no command 'start'; ./jobmill help lists them\n");
  }

  @Test
  void refusesWhatFaultsDoesNotKnow() throws Exception {
    Finished unknown = tree.run("faults", "--hours", "1");
    Finished incomplete = tree.run("faults", "--seed");

    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.err())
        .isEqualTo(
            "jobmill: faults knows --seed, --minutes, --only, --previous and --quiet, not '--hours'\n");
    assertThat(incomplete.err()).isEqualTo("jobmill: --seed needs a value\n");
  }

  @Test
  void handsOptionsOnToJava() throws Exception {
    assertThat(tree.with("JOBMILL_JAVA_OPTS", "-Xmx1g -Da=b").run("up").out())
        .contains(" -Xmx1g -Da=b -jar ");
  }
}
