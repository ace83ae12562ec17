// SPDX-License-Identifier: Apache-2.0
package io.jobmill.testkit.summary;

import io.jobmill.testkit.summary.TestReports.Skipped;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;

/** The last words of a build: what its tests ran on, and which of them did not run. */
public final class RunSummary {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private RunSummary() {}

  /**
   * Prints the summary of one build.
   *
   * @param arguments the folder of the whole build, and the run's file, which is named after the
   *     build's start
   */
  public static void main(String[] arguments) throws IOException, XMLStreamException {
    Path root = Path.of(arguments[0]);
    Path record = Path.of(arguments[1]);
    forgetEarlierRuns(record);
    lines(root, record).forEach(System.out::println);
  }

  static List<String> lines(Path root, Path record) throws IOException, XMLStreamException {
    TestReports reports = TestReports.read(root, startOf(record));
    List<String> lines =
        new ArrayList<>(
            List.of(
                "Tests ran on",
                "  broker   " + used(record, "broker"),
                "  store    " + used(record, "store"),
                "  JDK      %s (%s)"
                    .formatted(
                        System.getProperty("java.version"), System.getProperty("java.vendor")),
                "  result   %d run, %d failed, %d skipped"
                    .formatted(reports.run(), reports.failed(), reports.skipped().size())));
    skippedByReason(reports.skipped())
        .forEach((why, tests) -> lines.add("  skipped  " + said(why, tests)));
    return lines;
  }

  private static Map<List<String>, List<String>> skippedByReason(List<Skipped> skipped) {
    return skipped.stream()
        .collect(
            Collectors.groupingBy(
                each -> List.of(each.testClass(), each.reason()),
                LinkedHashMap::new,
                Collectors.mapping(Skipped::test, Collectors.toList())));
  }

  private static String said(List<String> classAndReason, List<String> tests) {
    return "%s (%s): %s"
        .formatted(classAndReason.get(0), String.join(", ", tests), classAndReason.get(1));
  }

  private static String used(Path record, String role) throws IOException {
    List<String> used = RunRecord.read(record, role);
    return used.isEmpty() ? "none was needed" : String.join("; ", used);
  }

  private static Instant startOf(Path record) {
    String stamp = record.getFileName().toString().replaceFirst("\\..*", "");
    return LocalDateTime.parse(stamp, STAMP).toInstant(ZoneOffset.UTC);
  }

  private static void forgetEarlierRuns(Path record) throws IOException {
    Path folder = record.resolveSibling("");
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> records = Files.newDirectoryStream(folder, "*.txt")) {
      for (Path each : records) {
        if (!each.getFileName().equals(record.getFileName())) {
          Files.delete(each);
        }
      }
    }
  }
}
