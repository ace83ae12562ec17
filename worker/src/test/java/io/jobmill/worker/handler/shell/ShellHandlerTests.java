// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jobmill.event.ResultText;
import io.jobmill.handler.JobFailedException;
import io.jobmill.testkit.time.Await;
import io.jobmill.worker.handler.RecordedJob;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ShellHandlerTests {

  @TempDir Path folder;
  private ShellHandler handler = new ShellHandler(settings(Path.of("unset")));

  @BeforeEach
  void useTheFolder() {
    handler = new ShellHandler(settings(folder.resolve("jobs")));
  }

  @Test
  void turnsEveryLineOfOutputIntoAnEntryAtTheLevelItNames() throws Exception {
    RecordedJob job =
        script(
            """
            echo plain
            echo 'WARN: reboot needed'
            echo 'DEBUG:no space'
            echo 'warn: lower case is text'
            echo
            printf 'no end of line'
            """);

    handler.handle(job);

    assertThat(job.lines())
        .containsExactly(
            "INFO: plain",
            "WARN: reboot needed",
            "DEBUG: no space",
            "INFO: warn: lower case is text",
            "INFO: ",
            "INFO: no end of line");
    assertThat(job.exitCode()).isZero();
  }

  @Test
  void tellsHowFarTheScriptIs() throws Exception {
    RecordedJob job = script("echo 'PROGRESS: 40 copying'; echo 'PROGRESS: 90' >&2; echo done");

    handler.handle(job);

    assertThat(job.progress()).containsExactlyInAnyOrder("40 copying", "90");
    assertThat(job.lines()).containsExactly("INFO: done");
  }

  @Test
  void takesStandardErrorForErrorsUnlessToldOtherwise() throws Exception {
    RecordedJob job = script("echo bad >&2");
    RecordedJob quiet = script("echo bad >&2; echo fine", Map.of("stderrLevel", "debug"));

    handler.handle(job);
    handler.handle(quiet);

    assertThat(job.lines()).containsExactly("ERROR: bad");
    assertThat(quiet.lines()).containsExactlyInAnyOrder("DEBUG: bad", "INFO: fine");
  }

  @Test
  void logsLinesWhileTheScriptStillRuns() throws Exception {
    Path gate = folder.resolve("gate");
    RecordedJob job =
        script("echo first; while [ ! -e \"$Gate\" ]; do sleep 0.01; done; echo second")
            .with("Gate", gate.toString());

    CompletableFuture<Void> run = runInBackground(job);
    RecordedJob.Entry first = job.nextEntry();
    Files.createFile(gate);
    run.join();

    assertThat(first.message()).isEqualTo("first");
    assertThat(job.lines()).containsExactly("INFO: second");
  }

  @Test
  void handsVariablesOverAsEnvironmentAndNeverAsScript() throws Exception {
    RecordedJob job =
        script("printf '%s|%s|%s' \"$Target_Server\" \"$Regions\" \"$Evil\"")
            .with("Target Server", "ABLSV1")
            .with("Regions", List.of("eu", "us"))
            .with("Evil", "'; touch pwned; $(touch pwned) `touch pwned`");

    handler.handle(job);

    assertThat(job.lines())
        .containsExactly(
            "INFO: ABLSV1|eu", "INFO: us|'; touch pwned; $(touch pwned) `touch pwned`");
  }

  @Test
  void showsAScriptTheShortListOfTheWorkersEnvironmentAndNothingElse() throws Exception {
    RecordedJob job = script("env | cut -d= -f1 | sort | tr '\\n' ' '");

    handler.handle(job);

    assertThat(job.lines().get(0).split(" "))
        .contains(
            "PATH",
            "HOME",
            "EXTRA",
            "JOBMILL_JOB_ID",
            "JOBMILL_ATTEMPT",
            "JOBMILL_TEMPLATE",
            "JOBMILL_WORKER",
            "JOBMILL_RESULT_FILE",
            "JOBMILL_CHANGED_FILE")
        .doesNotContain("JOBMILL_SECRET_KEY", "SECRET");
  }

  @Test
  void tellsTheScriptWhatItIsPartOf() throws Exception {
    RecordedJob job =
        script("echo $JOBMILL_JOB_ID $JOBMILL_ATTEMPT $JOBMILL_TEMPLATE $JOBMILL_WORKER");

    handler.handle(job);

    assertThat(job.lines())
        .containsExactly("INFO: 01890a5d-ac96-774b-bcce-b302099a8057 2 ablast host-1");
  }

  @Test
  void tellsTheScriptOfItsTrace() throws Exception {
    RecordedJob job = script("echo $TRACEPARENT $TRACESTATE").within("00-1-2-01", "a=b");

    handler.handle(job);

    assertThat(job.lines()).containsExactly("INFO: 00-1-2-01 a=b");
  }

  @Test
  void takesTheBytesOfTheResultFileAndTheWordOfTheChangedFile() throws Exception {
    RecordedJob job =
        script(
            """
            echo '{"patched": 12}' > "$JOBMILL_RESULT_FILE"
            echo true > "$JOBMILL_CHANGED_FILE"
            """);

    handler.handle(job);

    assertThat(job.result()).isEqualTo("{\"patched\": 12}\n");
    assertThat(job.changed()).isTrue();
    assertThat(job.log()).isEmpty();
  }

  @Test
  void cutsAResultThatIsTooLargeAndWarns() throws Exception {
    RecordedJob job = script("head -c 3000000 /dev/zero | tr '\\0' x > \"$JOBMILL_RESULT_FILE\"");

    handler.handle(job);

    assertThat(job.result()).hasSizeGreaterThan(ResultText.MAX_BYTES);
    assertThat(job.warning()).contains("larger than 2097152 bytes");
  }

  @Test
  void failsWithTheExitStatusUnlessItMeansAWarning() throws Exception {
    RecordedJob failing = script("exit 7");
    RecordedJob warning = script("exit 3", Map.of("warningExitCodes", List.of(3L)));

    handler.handle(warning);

    assertThat(warning.warning()).isEqualTo("the script ended with exit status 3");
    assertThat(warning.exitCode()).isEqualTo(3);
    assertThatThrownBy(() -> handler.handle(failing))
        .isInstanceOf(JobFailedException.class)
        .hasMessage("the script ended with exit status 7");
    assertThat(failing.exitCode()).isEqualTo(7);
  }

  @Test
  void saysWhichInterpreterIsMissing() {
    RecordedJob job = script("true", Map.of("interpreter", "no-such-shell"));

    assertThatThrownBy(() -> handler.handle(job))
        .isInstanceOf(JobFailedException.class)
        .hasMessage(
            "interpreter 'no-such-shell' cannot be started on this worker: No such file or"
                + " directory");
  }

  @Test
  void cutsVeryLongLinesAndReplacesWhatIsNoUtf8() throws Exception {
    RecordedJob job =
        script("head -c 150000 /dev/zero | tr '\\0' x; printf '\\ncaf\\303\\251 \\377\\n'");

    handler.handle(job);

    assertThat(job.log()).hasSize(4);
    assertThat(job.log().get(0).message()).hasSize(65_536);
    assertThat(job.log().get(2).message()).hasSize(150_000 - 2 * 65_536);
    assertThat(job.log().get(3).message()).isEqualTo("café \uFFFD");
  }

  @Test
  void keepsALogOfManyLinesWholeAndInOrder() throws Exception {
    RecordedJob job = script("seq 1 200000");

    handler.handle(job);

    assertThat(job.log()).hasSize(200_000);
    assertThat(job.log().get(199_999).message()).isEqualTo("200000");
  }

  @Test
  void endsWithTheScriptAlthoughAChildHoldsItsOutput() throws Exception {
    RecordedJob job =
        script(
                """
                setsid sh -c 'echo $$ > "$Pids/child"; while :; do sleep 600; done' &
                (trap '' TERM; sleep 600) &
                while [ ! -s "$Pids/child" ]; do sleep 0.01; done
                echo done
                """)
            .with("Pids", folder.toString());

    handler.handle(job);

    assertThat(job.lines()).containsExactly("INFO: done");
    assertIsDead(folder.resolve("child"));
  }

  @Test
  void killsTheWholeTreeWhenItIsToldToStop() throws Exception {
    RecordedJob job =
        script(
                """
                trap '' TERM
                setsid sh -c 'trap "" TERM; echo $$ > "$Pids/child"; while :; do sleep 600; done' &
                while [ ! -s "$Pids/child" ]; do sleep 0.01; done
                echo $$ > "$Pids/root"
                echo ready
                while :; do sleep 600; done
                """)
            .with("Pids", folder.toString());

    Thread thread = new Thread(() -> runIgnoringItsEnd(job));
    thread.start();
    job.nextEntry();
    thread.interrupt();
    thread.join();

    assertIsDead(folder.resolve("child"));
    assertIsDead(folder.resolve("root"));
  }

  @Test
  void runsAScriptInASessionOfItsOwnWhichATerminalDoesNotSignal() throws Exception {
    assumeTrue(onPath("setsid"), "setsid is not installed");
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "only Linux tells sessions in /proc");
    RecordedJob job =
        script(
            "read -r pid name state parent group session rest < /proc/$$/stat; echo $(($$ -"
                + " session))");

    handler.handle(job);

    assertThat(job.lines()).containsExactly("INFO: 0");
  }

  @Test
  void findsTheInterpreterWhereTheWorkerDoesWhateverTheJobCallsPath() throws Exception {
    RecordedJob job = script("echo $PATH").with("PATH", "/nowhere");

    handler.handle(job);

    assertThat(job.lines()).containsExactly("INFO: /nowhere");
  }

  @Test
  void leavesNoFilesBehind() throws Exception {
    RecordedJob job = script("mkdir -p a/b; echo x > a/b/c; chmod 500 a/b; pwd");

    handler.handle(job);

    assertThat(folder.resolve("jobs")).isEmptyDirectory();
  }

  @Test
  void endsWhatAKilledWorkerHasLeft() throws Exception {
    Path result = folder.resolve("jobs").resolve("job-1").resolve("result");
    Files.createDirectories(result.getParent());
    ProcessBuilder orphan = new ProcessBuilder("sleep", "600");
    orphan.environment().put("JOBMILL_RESULT_FILE", result.toString());
    Process process = orphan.start();

    handler.clearLeftovers();

    assertThat(process.waitFor()).isNotZero();
    assertThat(folder.resolve("jobs")).doesNotExist();
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private RecordedJob script(String script) {
    return script(script, Map.of());
  }

  private static RecordedJob script(String script, Map<String, Object> more) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>(more);
    data.put("script", script);
    return RecordedJob.of("shell", data);
  }

  private CompletableFuture<Void> runInBackground(RecordedJob job) {
    return CompletableFuture.runAsync(() -> runIgnoringItsEnd(job));
  }

  private void runIgnoringItsEnd(RecordedJob job) {
    try {
      handler.handle(job);
    } catch (Exception e) {
      job.warn("ended with " + e);
    }
  }

  private static void assertIsDead(Path pidFile) throws Exception {
    long pid = Long.parseLong(Files.readString(pidFile).strip());
    Await.until(
        "the process is dead", () -> ProcessHandle.of(pid).filter(MarkedProcesses::runs).isEmpty());
  }

  private static ShellSettings settings(Path folder) {
    return new ShellSettings(
        folder,
        List.of("PATH", "HOME", "EXTRA"),
        Map.of(
            "PATH",
            String.valueOf(System.getenv("PATH")),
            "HOME",
            "/root",
            "EXTRA",
            "1",
            "SECRET",
            "server's",
            "JOBMILL_SECRET_KEY",
            "server's"),
        Duration.ofMillis(300));
  }
}
