// SPDX-License-Identifier: Apache-2.0
package io.jobmill.testkit.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The lines of a child as they come, read by a thread of their own. */
final class ChildOutput {
  private final Object monitor = new Object();
  private final List<String> lines = new ArrayList<>();
  private boolean ended;

  private ChildOutput() {}

  static ChildOutput of(Process process) {
    ChildOutput output = new ChildOutput();
    Thread reader = new Thread(() -> output.read(process), "child-output-" + process.pid());
    reader.setDaemon(true);
    reader.start();
    return output;
  }

  private void read(Process process) {
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        add(line);
      }
    } catch (IOException e) {
      add("(its output broke off: " + e.getMessage() + ")");
    } finally {
      end();
    }
  }

  private void add(String line) {
    synchronized (monitor) {
      lines.add(line);
      monitor.notifyAll();
    }
  }

  private void end() {
    synchronized (monitor) {
      ended = true;
      monitor.notifyAll();
    }
  }

  List<String> lines() {
    synchronized (monitor) {
      return List.copyOf(lines);
    }
  }

  String await(String text, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    synchronized (monitor) {
      int next = 0;
      while (true) {
        for (; next < lines.size(); next++) {
          if (lines.get(next).contains(text)) {
            return lines.get(next);
          }
        }
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (ended || left <= 0) {
          throw new AssertionError(
              "%s without a line with \"%s\"; the output:\n%s"
                  .formatted(ended ? "the child ended" : patience + " passed", text, this));
        }
        monitor.wait(left);
      }
    }
  }

  @Override
  public String toString() {
    return String.join("\n", lines());
  }
}
