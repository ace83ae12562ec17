// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the diagram in the documentation equal to the table in the code. */
class StateDiagramTests {

  private static final Path PAGE = Path.of("..", "docs", "understand", "states.md");

  @Test
  void theDiagramInTheDocumentationIsTheTableInTheCode() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(page).contains("```mermaid\n" + diagram() + "```\n");
  }

  @Test
  void thePageExplainsEveryStatus() throws IOException {
    String page = Files.readString(PAGE);

    for (JobStatus status : JobStatus.values()) {
      assertThat(page).contains("| `" + status.word() + "` |");
    }
  }

  private static String diagram() {
    List<String> lines = new ArrayList<>();
    lines.add("stateDiagram-v2");
    for (JobStatus from : JobStatus.values()) {
      new TreeMap<>(from.next()).forEach((to, movers) -> lines.add(step(from, to, movers)));
    }
    for (JobStatus end : JobStatus.values()) {
      if (end.isTerminal()) {
        lines.add("  %s --> [*]".formatted(end.word()));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static String step(JobStatus from, JobStatus to, Set<Mover> movers) {
    String by =
        EnumSet.copyOf(movers).stream()
            .map(mover -> mover.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return "  %s --> %s: %s".formatted(from.word(), to.word(), by);
  }
}
