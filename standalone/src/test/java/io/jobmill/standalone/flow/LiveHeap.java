// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How much of a JVM's heap is in use, garbage not counted, and the most that was ever seen. */
final class LiveHeap {
  private static final long MIB = 1024 * 1024;

  private final String name;
  private final long pid;
  private final long before;
  private long most;

  private LiveHeap(String name, long pid) throws IOException, InterruptedException {
    this.name = name;
    this.pid = pid;
    this.before = measure(pid);
    this.most = before;
  }

  /** Of a process, as it is now. */
  static LiveHeap of(String name, long pid) throws IOException, InterruptedException {
    return new LiveHeap(name, pid);
  }

  /** Looks once more; the JVM collects its garbage for it. */
  void look() throws IOException, InterruptedException {
    most = Math.max(most, measure(pid));
  }

  /** By how much more it had in use than at first. */
  long grownMegabytes() {
    return (most - before) / MIB;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s: %d MiB live before, at most %d", name, before / MIB, most / MIB);
  }

  /** The JVM's own count of its live objects; its last line has the total. */
  private static long measure(long pid) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(jcmd.waitFor()).as(said).isZero();
    List<String> lines = said.strip().lines().toList();
    String total = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    assertThat(total).startsWith("Total");
    String[] words = total.strip().split("\\s+", -1);
    return Long.parseLong(words[words.length - 1]);
  }
}
