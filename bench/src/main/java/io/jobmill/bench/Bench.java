// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench;

import picocli.CommandLine;

/** The benchmark as a program of its own. */
public final class Bench {

  private Bench() {}

  public static void main(String[] args) {
    // Before the first logger; not named logback.xml, because standalone has this jar too.
    System.setProperty("logback.configurationFile", "bench-logback.xml");
    System.exit(new CommandLine(new BenchCommand(System.getenv(), System.out)).execute(args));
  }
}
