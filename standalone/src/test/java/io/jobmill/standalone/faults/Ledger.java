// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The books that nobody but the oracle reads: what callers were promised, on disk before they count
 * it, and what handlers wrote down themselves. Append-only files.
 */
final class Ledger implements AutoCloseable {
  /** Of a line of the second: word, job, worker, process, attempt, kind, time. */
  private static final int FIELDS = 7;

  private final Path acceptedFile;
  private final Path runsFile;
  private final FileChannel accepted;

  Ledger(Path folder) throws IOException {
    acceptedFile = folder.resolve("accepted");
    runsFile = Files.createFile(folder.resolve("runs"));
    accepted =
        FileChannel.open(acceptedFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
  }

  /** One time a handler was at work; it ended unless it was cut short. */
  record Run(Kind kind, int attempt, String worker, Instant began, @Nullable Instant ended) {}

  /** The template of a kind, whose jobs keep the books. */
  void template(Path folder, Kind kind) throws IOException {
    String line =
        "$JOBMILL_JOB_ID $JOBMILL_WORKER $$ $JOBMILL_ATTEMPT %s $EPOCHREALTIME\" >>%s"
            .formatted(kind, runsFile);
    String script =
        "echo \"began %1$s\nsleep %2$s\necho \"ended %1$s\n%3$s\n"
            .formatted(line, kind.seconds(), kind.verdict());
    String text =
        """
        name: %s
        api: true
        %s
        operation:
          type: shell
          data:
            interpreter: bash
            script: |
        %s\
        """
            .formatted(kind.template(), kind.policy(), script.indent(6));
    Files.writeString(folder.resolve(kind.template() + ".yaml"), text);
  }

  /** Somebody was told that this job is taken. On disk when this returns. */
  synchronized void accepted(String id, Instant at) throws IOException {
    String line = id + " " + at.toEpochMilli() + "\n";
    int unused = accepted.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
    accepted.force(false);
  }

  /** By job, when it was accepted. */
  Map<String, Instant> accepted() throws IOException {
    Map<String, Instant> all = new LinkedHashMap<>();
    for (String line : Files.readAllLines(acceptedFile)) {
      int blank = line.indexOf(' ');
      long at = Long.parseLong(line, blank + 1, line.length(), 10);
      all.put(line.substring(0, blank), Instant.ofEpochMilli(at));
    }
    return all;
  }

  /** By job, its runs in the order in which they began. */
  Map<String, List<Run>> runs() throws IOException {
    Map<String, Instant> ends = new HashMap<>();
    Map<String, List<Run>> runs = new HashMap<>();
    List<String[]> lines =
        Files.readAllLines(runsFile).stream().map(line -> line.split(" ", -1)).toList();
    for (String[] line : lines) {
      if (line.length == FIELDS && line[0].equals("ended")) {
        ends.put(keyOf(line), at(line));
      }
    }
    for (String[] line : lines) {
      if (line.length == FIELDS && line[0].equals("began")) {
        runs.computeIfAbsent(line[1], id -> new ArrayList<>())
            .add(run(line, ends.get(keyOf(line))));
      }
    }
    return runs;
  }

  /** When the first job came to its end that was accepted after the instant. */
  @Nullable Instant firstEnd(Instant after) throws IOException {
    Map<String, List<Run>> runs = runs();
    return accepted().entrySet().stream()
        .filter(job -> job.getValue().isAfter(after))
        .flatMap(job -> runs.getOrDefault(job.getKey(), List.of()).stream())
        .filter(run -> !run.kind().fails())
        .map(Run::ended)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private static Run run(String[] line, @Nullable Instant ended) {
    return new Run(Kind.valueOf(line[5]), Integer.parseInt(line[4]), line[2], at(line), ended);
  }

  /** Job, worker and process: no two runs share all three. */
  private static String keyOf(String[] line) {
    return String.join(" ", line[1], line[2], line[3]);
  }

  private static Instant at(String[] line) {
    // Seconds and six digits, with the locale's decimal point.
    long micros = Long.parseLong(line[FIELDS - 1].replace(".", "").replace(",", ""));
    return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
  }

  @Override
  public void close() throws IOException {
    accepted.close();
  }
}
