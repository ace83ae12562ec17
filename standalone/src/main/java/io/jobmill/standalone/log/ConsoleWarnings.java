// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.jobmill.standalone.console.Console;
import java.util.Locale;

/** Shows warnings and errors as one line each; their stack traces are in the file. */
final class ConsoleWarnings extends AppenderBase<ILoggingEvent> {
  private final Console console;

  ConsoleWarnings(Console console) {
    this.console = console;
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
      console.line(
          "  %s: %s".formatted(event.getLevel().toString().toLowerCase(Locale.ROOT), text(event)));
    }
  }

  private static String text(ILoggingEvent event) {
    String message = event.getFormattedMessage().lines().findFirst().orElse("");
    var thrown = event.getThrowableProxy();
    return thrown == null || thrown.getMessage() == null
        ? message
        : message + " (" + thrown.getMessage().lines().findFirst().orElse("") + ")";
  }
}
