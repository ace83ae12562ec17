// SPDX-License-Identifier: Apache-2.0
package io.jobmill.testkit.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSummaryTests {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir private Path root;

  @Test
  void addsUpTheReportsOfAllModulesAndSaysWhyATestWasSkipped() throws Exception {
    report(
        "common/target/surefire-reports/TEST-a.xml", START, "<testcase classname='A' name='one'/>");
    report(
        "worker/target/failsafe-reports/TEST-b.xml",
        START.plusSeconds(60),
        """
        <testcase classname='B' name='two'><failure message='no'/></testcase>
        <testcase classname='B' name='three'><skipped message='switched off'/></testcase>
        <testcase classname='B' name='four'><skipped>org.opentest4j.TestAbortedException: Assumption failed: no mongod
        at somewhere</skipped></testcase>
        """);

    assertThat(RunSummary.lines(root, record()))
        .contains(
            "  result   2 run, 1 failed, 2 skipped",
            "  skipped  B (three): switched off",
            "  skipped  B (four): no mongod");
  }

  @Test
  void leavesOutTheReportsOfAnEarlierRun() throws Exception {
    report(
        "common/target/surefire-reports/TEST-a.xml",
        START.minusSeconds(1),
        "<testcase classname='A' name='one'/>");

    assertThat(RunSummary.lines(root, record())).contains("  result   0 run, 0 failed, 0 skipped");
  }

  @Test
  void namesEveryServerThatWasUsedOnce() throws Exception {
    Files.createDirectories(record().resolveSibling(""));
    Files.writeString(record(), "broker\tone\nstore\tA\nbroker\ttwo\nstore\tA\n");

    assertThat(RunSummary.lines(root, record())).contains("  broker   one; two", "  store    A");
  }

  @Test
  void saysThatNoServerWasNeeded() throws Exception {
    assertThat(RunSummary.lines(root, record())).contains("  broker   none was needed");
  }

  private Path record() {
    return root.resolve("target/test-run/20260301-120000.txt");
  }

  private void report(String name, Instant written, String cases) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "<testsuite>" + cases + "</testsuite>");
    Files.setLastModifiedTime(file, FileTime.from(written));
  }
}
