// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The command lines of a document that its reader is meant to paste: the blocks whose fence says
 * {@code sh runnable}. They run in one shell, one after the other, as they would for the reader;
 * only the addresses are those of the test's server.
 */
final class ExampleCommands {

  private static final long BOUND_SECONDS = 120;

  /** A refusal of the server is a failure of the command; a reader would see it, a shell not. */
  private static final String PREAMBLE =
      "set -euo pipefail\ncurl() { command curl --fail-with-body --show-error \"$@\"; }\n";

  private final String script;

  private ExampleCommands(String script) {
    this.script = script;
  }

  /** What was printed, and how it ended. */
  record Ran(int status, String output) {}

  static ExampleCommands of(Path document) {
    return marked(document, "runnable");
  }

  /** The lines that need kcat, which not every machine has. */
  static ExampleCommands withKcat(Path document) {
    return marked(document, "kcat");
  }

  private static ExampleCommands marked(Path document, String mark) {
    return new ExampleCommands(
        new Markdown(ProjectFiles.text(document))
            .fences().stream()
                .filter(fence -> fence.language().equals("sh"))
                .filter(fence -> fence.marks().contains(mark))
                .map(Markdown.Fence::code)
                .collect(Collectors.joining("\n")));
  }

  /** The documents that have such blocks. */
  static List<Path> documents() {
    return ProjectFiles.markdown().stream().filter(path -> !of(path).isEmpty()).toList();
  }

  boolean isEmpty() {
    return script.isBlank();
  }

  ExampleCommands at(String http, String kafka) {
    return new ExampleCommands(
        "export JOBMILL_URL=http://localhost:8080 JOBMILL_ADMIN_KEY=$(cat data/admin.key)\n"
            .concat(script)
            .replace("http://localhost:8080", http)
            .replace("localhost:9092", kafka));
  }

  /**
   * Runs them in a folder that looks to them like the one the server was started in.
   *
   * @throws AssertionError if they take too long
   */
  Ran run(Path folder) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "example", ".out");
    Process shell =
        new ProcessBuilder("bash", "-c", PREAMBLE + script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    shell.getOutputStream().close();
    if (!shell.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
      shell.destroyForcibly();
      throw new AssertionError("still running: " + script);
    }
    return new Ran(shell.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
  }
}
