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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The books that nobody but the oracle reads: what callers were promised, on disk before they count
 * it, and what handlers wrote down themselves. Append-only files.
 */
final class Ledger implements AutoCloseable {
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
  record Run(String worker, Instant began, @Nullable Instant ended) {}

  /** A template whose jobs keep the books. */
  void template(Path folder, String name, String seconds) throws IOException {
    String line = "$JOBMILL_JOB_ID $JOBMILL_WORKER $$ $EPOCHREALTIME\" >>" + runsFile;
    String script = "echo \"began %s\nsleep %s\necho \"ended %s\n".formatted(line, seconds, line);
    String text =
        """
        name: %s
        api: true
        operation:
          type: shell
          data:
            interpreter: bash
            script: |
        %s\
        """
            .formatted(name, script.indent(6));
    Files.writeString(folder.resolve(name + ".yaml"), text);
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
      if (line.length == 5 && line[0].equals("ended")) {
        ends.put(keyOf(line), at(line));
      }
    }
    for (String[] line : lines) {
      if (line.length == 5 && line[0].equals("began")) {
        runs.computeIfAbsent(line[1], id -> new ArrayList<>())
            .add(new Run(line[2], at(line), ends.get(keyOf(line))));
      }
    }
    return runs;
  }

  /** Job, worker and process: no two runs share all three. */
  private static String keyOf(String[] line) {
    return String.join(" ", line[1], line[2], line[3]);
  }

  private static Instant at(String[] line) {
    // Seconds and six digits, with the locale's decimal point.
    long micros = Long.parseLong(line[4].replace(".", "").replace(",", ""));
    return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
  }

  @Override
  public void close() throws IOException {
    accepted.close();
  }
}
