// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import io.jobmill.event.LogEntry;
import io.jobmill.view.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes a log as text: level, colon, one space, the message as it is, a newline. */
public final class LogText implements LogSink {

  private final OutputStream out;

  public LogText(OutputStream out) {
    this.out = out;
  }

  @Override
  public void entries(Run run, List<LogEntry> entries) throws IOException {
    StringBuilder text = new StringBuilder();
    for (LogEntry entry : entries) {
      text.append(entry.level().name()).append(": ").append(entry.message()).append('\n');
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
