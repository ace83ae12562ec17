// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.handler.LogLevel;
import io.jobmill.worker.handler.RecordedJob;
import io.jobmill.worker.report.Masker;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineSplitterTests {

  private static final String SECRET = "correct horse battery staple";

  private final RecordedJob job = RecordedJob.of("shell", Map.of());

  @Test
  void joinsWhatArrivesInPieces() {
    LineSplitter lines = splitter(Masker.NONE);

    add(lines, "WA");
    add(lines, "RN: one\r");
    add(lines, "\ntwo\n\nth");
    add(lines, "ree");
    lines.end();

    assertThat(entries()).containsExactly("WARN one", "INFO two", "INFO ", "INFO three");
  }

  @Test
  void givesEveryPartOfALongLineTheLevelOfItsBeginning() {
    LineSplitter lines = splitter(Masker.NONE);

    add(lines, "ERROR: " + "x".repeat(140_000) + "\nINFO: next\n");

    assertThat(entries()).hasSize(4);
    assertThat(entries().subList(0, 3)).allMatch(entry -> entry.startsWith("ERROR x"));
    assertThat(entries().get(3)).isEqualTo("INFO next");
  }

  @Test
  void neverCutsASecretInTwo() {
    Masker masker = Masker.of(List.of(SECRET));

    for (int before = 65_536 - SECRET.length() - 1; before <= 65_537; before++) {
      int earlier = entries().size();
      LineSplitter lines = splitter(masker);
      add(lines, "x".repeat(before));
      add(lines, SECRET + "y".repeat(70_000) + "\n");

      String masked =
          entries().stream().skip(earlier).map(masker::mask).collect(Collectors.joining("|"));
      assertThat(masked).contains("***");
      assertThat(masked.replace("|", "")).doesNotContain("correct", "horse", "battery", "staple");
    }
  }

  @Test
  void getsPastALineThatIsNothingButSecrets() {
    LineSplitter lines = splitter(Masker.of(List.of("aa")));

    add(lines, "a".repeat(200_000) + "\nend\n");

    assertThat(entries().get(entries().size() - 1)).isEqualTo("INFO end");
  }

  @ParameterizedTest
  @CsvSource({
    "PROGRESS: 40,40",
    "PROGRESS:0,0",
    "PROGRESS: 100 %,100",
    "PROGRESS: 40% copying,40 copying",
    "'PROGRESS:  7   4 of 10 disks  ',7 4 of 10 disks"
  })
  void aLineThatSaysHowFarTheScriptIsBecomesNoEntry(String line, String progress) {
    LineSplitter lines = splitter(Masker.NONE);

    add(lines, "before\n" + line + "\nafter");
    lines.end();

    assertThat(job.progress()).containsExactly(progress);
    assertThat(entries()).containsExactly("INFO before", "INFO after");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PROGRESS:",
        "PROGRESS: nearly done",
        "PROGRESS: 101",
        "PROGRESS: 4000",
        "PROGRESS: -1",
        "PROGRESS: 40copying",
        "progress: 40",
        " PROGRESS: 40"
      })
  void whatOnlyLooksLikeItIsALine(String line) {
    LineSplitter lines = splitter(Masker.NONE);

    add(lines, line + "\n");

    assertThat(job.progress()).isEmpty();
    assertThat(entries()).containsExactly("INFO " + line);
  }

  private static void add(LineSplitter lines, String text) {
    lines.add(text.toCharArray(), text.length());
  }

  private LineSplitter splitter(Masker masker) {
    return new LineSplitter(LogLevel.INFO, masker, job);
  }

  private List<String> entries() {
    return job.log().stream().map(entry -> entry.level() + " " + entry.message()).toList();
  }
}
