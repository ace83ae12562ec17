// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.handler.LogLevel;
import io.jobmill.worker.report.Masker;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LineSplitterTests {

  private static final String SECRET = "correct horse battery staple";

  private final List<String> entries = new ArrayList<>();

  @Test
  void joinsWhatArrivesInPieces() {
    LineSplitter lines = splitter(Masker.NONE);

    add(lines, "WA");
    add(lines, "RN: one\r");
    add(lines, "\ntwo\n\nth");
    add(lines, "ree");
    lines.end();

    assertThat(entries).containsExactly("WARN one", "INFO two", "INFO ", "INFO three");
  }

  @Test
  void givesEveryPartOfALongLineTheLevelOfItsBeginning() {
    LineSplitter lines = splitter(Masker.NONE);

    add(lines, "ERROR: " + "x".repeat(140_000) + "\nINFO: next\n");

    assertThat(entries).hasSize(4);
    assertThat(entries.subList(0, 3)).allMatch(entry -> entry.startsWith("ERROR x"));
    assertThat(entries.get(3)).isEqualTo("INFO next");
  }

  @Test
  void neverCutsASecretInTwo() {
    Masker masker = Masker.of(List.of(SECRET));

    for (int before = 65_536 - SECRET.length() - 1; before <= 65_537; before++) {
      entries.clear();
      LineSplitter lines = splitter(masker);
      add(lines, "x".repeat(before));
      add(lines, SECRET + "y".repeat(70_000) + "\n");

      String masked = entries.stream().map(masker::mask).collect(Collectors.joining("|"));
      assertThat(masked).contains("***");
      assertThat(masked.replace("|", "")).doesNotContain("correct", "horse", "battery", "staple");
    }
  }

  @Test
  void getsPastALineThatIsNothingButSecrets() {
    LineSplitter lines = splitter(Masker.of(List.of("aa")));

    add(lines, "a".repeat(200_000) + "\nend\n");

    assertThat(entries.get(entries.size() - 1)).isEqualTo("INFO end");
  }

  private static void add(LineSplitter lines, String text) {
    lines.add(text.toCharArray(), text.length());
  }

  private LineSplitter splitter(Masker masker) {
    return new LineSplitter(
        LogLevel.INFO, masker, (level, text) -> entries.add(level + " " + text));
  }
}
