// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.console;

import java.io.PrintStream;

/**
 * Writes whole lines, and steps that are begun on a line and completed on it. Thread-safe: a line
 * that comes between the two gets a line of its own.
 */
public final class Console {
  private static final int NAME_WIDTH = 14;

  private final PrintStream out;
  private final PrintStream err;
  private boolean open;

  /**
   * @param out gets progress and results
   * @param err gets problems
   */
  public Console(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Writes one line. */
  public synchronized void line(String text) {
    endStep();
    out.println(text);
    out.flush();
  }

  /** Writes a name and what there is to say about it, as one line of a table. */
  public void row(String name, String text) {
    line("  " + padded(name) + text);
  }

  /** Begins the line of something that takes a while. */
  public synchronized void begin(String name) {
    endStep();
    out.print("  " + padded(name));
    out.flush();
    open = true;
  }

  /** Completes the line that was begun, or writes one of its own when another came between. */
  public synchronized void complete(String name, String text) {
    if (!open) {
      out.print("  " + padded(name));
    }
    open = false;
    out.println(text);
    out.flush();
  }

  /** Writes what went wrong, in one line. */
  public synchronized void problem(String text) {
    endStep();
    err.println("jobmill: " + text);
    err.flush();
  }

  private void endStep() {
    if (open) {
      open = false;
      out.println("…");
    }
  }

  private static String padded(String name) {
    return name + " ".repeat(Math.max(1, NAME_WIDTH - name.length()));
  }
}
