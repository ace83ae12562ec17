// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import io.jobmill.job.ExpectedWorker;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** An item of a broadcast's {@code expected}: {@code {worker, hostname}}. */
final class JsonExpected {

  private @Nullable String worker;
  private String hostname = "";

  private JsonExpected() {}

  static void write(JsonGenerator json, ExpectedWorker expected) {
    json.writeStartObject();
    JsonOutput.text(json, "worker", expected.worker());
    JsonOutput.text(json, "hostname", expected.hostname());
    json.writeEndObject();
  }

  static ExpectedWorker read(String name, JsonParser parser) {
    JsonExpected draft = new JsonExpected();
    JsonRecord.nested(name, parser, draft::readField);
    return new ExpectedWorker(JsonRecord.required(name + ".worker", draft.worker), draft.hostname);
  }

  private void readField(String name, JsonParser value) {
    switch (name) {
      case "worker" -> worker = JsonRecord.text("expected.worker", value);
      case "hostname" -> hostname = JsonRecord.text("expected.hostname", value);
      default -> value.skipChildren();
    }
  }
}
