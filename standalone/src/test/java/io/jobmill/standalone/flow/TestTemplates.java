// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Template files for the flow's tests. */
final class TestTemplates {
  private TestTemplates() {}

  static Path in(Path folder) throws IOException {
    Path templates = Files.createDirectories(folder.resolve("templates"));
    write(templates, "noop", "pool: default\noperation: {type: noop}\n");
    write(templates, "elsewhere", "pool: elsewhere\noperation: {type: noop}\n");
    write(templates, "greet", shell("echo \"hello $Name\"\necho 'WARN: almost done'"));
    write(templates, "everywhere", "target: _all\n" + shell("echo I am $JOBMILL_WORKER"));
    write(templates, "anywhere", "allowTarget: true\n" + shell("echo I am $JOBMILL_WORKER"));
    write(templates, "traced", shell("echo \"$TRACEPARENT $TRACESTATE\""));
    write(templates, "short", shell("sleep 0.2"));
    write(templates, "long-at-first", shell("[ \"$JOBMILL_ATTEMPT\" != 1 ] || sleep 120"));
    write(
        templates,
        "talkative",
        """
        variables: [{name: Lines, type: integer, required: true}]
        operation:
          type: shell
          data: {script: 'seq -f "line %010.0f $(printf %184s | tr " " .)" 1 "$Lines"'}
        """);
    return templates;
  }

  /** The same, and one whose jobs write down when they begin and end. */
  static Path withDiary(Path folder, Path diary) throws IOException {
    Path templates = in(folder);
    String script =
        """
        echo "began $JOBMILL_JOB_ID" >>%1$s
        sleep 0.5
        echo "ended $JOBMILL_JOB_ID" >>%1$s
        """;
    write(templates, "diarist", shell(script.formatted(diary)));
    return templates;
  }

  /**
   * The same, and one whose jobs may not overlap: they write down when they begin and end, and fail
   * at first.
   */
  static Path oneAtATime(Path folder, Path diary) throws IOException {
    Path templates = in(folder);
    String script =
        """
        echo began >>%1$s
        sleep 0.1
        echo ended >>%1$s
        [ "$JOBMILL_ATTEMPT" != 1 ]
        """;
    write(
        templates,
        "alone",
        "concurrency: {max: 1}\nretry: {attempts: 2, delay: 100ms}\n"
            + shell(script.formatted(diary)));
    return templates;
  }

  /** The same, and one whose jobs wait for a child whose process id they write down. */
  static Path withChild(Path folder, Path pid) throws IOException {
    Path templates = in(folder);
    write(
        templates,
        "parent",
        shell("sleep 300 &\necho $! >%1$s.new\nmv %1$s.new %1$s\nwait".formatted(pid)));
    return templates;
  }

  /** The same, and one whose jobs say how far they are and wait for a file. */
  static Path withProgress(Path folder, Path gate) throws IOException {
    Path templates = in(folder);
    write(
        templates,
        "steps",
        shell(
            """
            echo "PROGRESS: 40 copying"
            until [ -e %s ]; do sleep 0.05; done
            echo "PROGRESS: 100"
            echo done
            """
                .formatted(gate)));
    return templates;
  }

  private static String shell(String script) {
    return """
    variables: [{name: Name, type: text}]
    operation:
      type: shell
      data:
        interpreter: bash
        script: |
    %s
    """
        .formatted(script.indent(6));
  }

  private static void write(Path folder, String name, String rest) throws IOException {
    Files.writeString(folder.resolve(name + ".yaml"), "name: " + name + "\napi: true\n" + rest);
  }
}
