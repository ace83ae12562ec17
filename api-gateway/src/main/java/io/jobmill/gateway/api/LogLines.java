// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.event.LogEntry;
import io.jobmill.gateway.query.LogSink;
import io.jobmill.view.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes a log as one JSON object a line. */
final class LogLines implements LogSink {

  private static final JsonFactory JSON = new JsonFactory();

  private final OutputStream out;

  LogLines(OutputStream out) {
    this.out = out;
  }

  @Override
  public void entries(Run run, List<LogEntry> entries) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (LogEntry entry : entries) {
      try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), lines)) {
        json.writeStartObject();
        json.writeStringProperty("level", entry.level().name());
        json.writeStringProperty("time", entry.at().toString());
        json.writeNumberProperty("attempt", run.attempt());
        json.writeStringProperty("worker", run.hostname());
        json.writeStringProperty("message", entry.message());
        json.writeEndObject();
      }
      lines.write('\n');
    }
    lines.writeTo(out);
  }
}
