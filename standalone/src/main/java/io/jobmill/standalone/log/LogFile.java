// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import io.jobmill.standalone.console.Console;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The log of the whole process. Before it is open, nothing is logged anywhere. */
public final class LogFile {
  private static final String NAME = "jobmill.log";

  private final Path path;

  private LogFile(Path path) {
    this.path = path;
  }

  /** Sends log lines to a file in the folder from now on, and Jobmill's warnings to the console. */
  public static LogFile open(Path folder, Console console) {
    // Spring would otherwise replace these settings by its own at each context's start.
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    context.putProperty("jobmill.logs", folder.toString());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(settings());
    } catch (JoranException e) {
      throw new IllegalStateException("the log settings that come with Jobmill are broken", e);
    }
    ConsoleWarnings warnings = new ConsoleWarnings(console);
    warnings.setContext(context);
    warnings.start();
    context.getLogger("io.jobmill").addAppender(warnings);
    // Tomcat logs by java.util.logging, which would write to the console.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    return new LogFile(folder.resolve(NAME));
  }

  public Path path() {
    return path;
  }

  private static URL settings() {
    return Objects.requireNonNull(LogFile.class.getResource("/jobmill-logback.xml"));
  }
}
