// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench;

import java.time.Clock;
import org.slf4j.LoggerFactory;

/** The benchmark as a program of its own. */
public final class Bench {

  /** Not named logback.xml, because standalone has this jar too. */
  private static final String LOG = "bench-logback.xml";

  private Bench() {}

  public static void main(String[] args) {
    quietLogs();
    System.exit(
        BenchCommand.commandLine(System.getenv(), System.out, Clock.systemUTC()).execute(args));
  }

  /** For what comes before the first service and for the services. */
  private static void quietLogs() {
    System.setProperty("logback.configurationFile", LOG);
    LoggerFactory.getILoggerFactory();
    System.clearProperty("logback.configurationFile");
    System.setProperty("logging.config", "classpath:" + LOG);
  }
}
