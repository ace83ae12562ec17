// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import io.jobmill.observe.LogLine;
import io.jobmill.standalone.RefusedException;
import io.jobmill.standalone.console.Console;
import java.net.URL;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The log of the whole process. Before it is open, nothing is logged anywhere. */
public final class LogFile {
  private static final String NAME = "jobmill.log";

  /** As of any Spring Boot application; of a plain file, absent. */
  private static final String FORMAT = "logging.structured.format.file";

  private static final Map<String, Object> NAMED = Map.of("spring.application.name", "jobmill");

  private final Path path;

  private LogFile(Path path) {
    this.path = path;
  }

  /**
   * Sends log lines to a file in the folder from now on, and Jobmill's warnings to the console.
   *
   * @throws RefusedException if the environment wishes for a form of lines that there is not
   */
  public static LogFile open(Path folder, Console console) {
    // Spring would otherwise replace these settings by its own at each context's start.
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    write(context, folder, new StandardEnvironment());
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

  static void write(LoggerContext context, Path folder, ConfigurableEnvironment environment) {
    context.putProperty("jobmill.logs", folder.toString());
    context.putProperty("jobmill.job", LogLine.JOB_PATTERN);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(settings());
    } catch (JoranException e) {
      throw new IllegalStateException("the log settings that come with Jobmill are broken", e);
    }
    String format = environment.getProperty(FORMAT);
    if (format != null) {
      environment.getPropertySources().addLast(new MapPropertySource("log-file", NAMED));
      context.putObject(Environment.class.getName(), environment);
      structure(context, format);
    }
  }

  private static void structure(LoggerContext context, String format) {
    var file = (FileAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("FILE");
    StructuredLogEncoder encoder = new StructuredLogEncoder();
    encoder.setContext(context);
    encoder.setFormat(format);
    try {
      encoder.start();
    } catch (RuntimeException e) {
      throw new RefusedException("%s: %s".formatted(FORMAT, e.getMessage()), e);
    }
    // Not stopped and started again: the appender would then hold its own file for another's.
    file.setEncoder(encoder);
  }

  private static URL settings() {
    return Objects.requireNonNull(LogFile.class.getResource("/jobmill-logback.xml"));
  }
}
