// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import io.jobmill.job.RetryDelays;
import io.jobmill.job.RunLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/**
 * What bounds an attempt, among the fields of {@code started}: {@code timeoutMs}, {@code
 * maxAttempts} and, where the job rests after lost attempts, the object {@code retry}: {@code
 * {delayMs, factor, maxDelayMs, jitter}}.
 */
final class JsonLimits {

  private @Nullable Duration first;
  private double factor = 1;
  private @Nullable Duration longest;
  private double jitter;

  private JsonLimits() {}

  static void write(JsonGenerator json, RunLimits limits) {
    json.writeNumberProperty("timeoutMs", limits.timeout().toMillis());
    json.writeNumberProperty("maxAttempts", limits.maxAttempts());
    RetryDelays delays = limits.delays();
    if (delays != null) {
      json.writeName("retry");
      json.writeStartObject();
      json.writeNumberProperty("delayMs", delays.first().toMillis());
      json.writeNumberProperty("factor", delays.factor());
      json.writeNumberProperty("maxDelayMs", delays.longest().toMillis());
      json.writeNumberProperty("jitter", delays.jitter());
      json.writeEndObject();
    }
  }

  static RetryDelays readDelays(String name, JsonParser parser) {
    JsonLimits draft = new JsonLimits();
    JsonRecord.nested(name, parser, draft::readField);
    Duration delay = JsonRecord.required("retry.delayMs", draft.first);
    try {
      return new RetryDelays(
          delay, draft.factor, draft.longest == null ? delay : draft.longest, draft.jitter);
    } catch (IllegalArgumentException e) {
      throw new UnreadableRecordException("field 'retry': " + e.getMessage());
    }
  }

  private void readField(String name, JsonParser value) {
    switch (name) {
      case "delayMs" -> first = JsonRecord.millis("retry.delayMs", value);
      case "factor" -> factor = JsonRecord.number("retry.factor", value);
      case "maxDelayMs" -> longest = JsonRecord.millis("retry.maxDelayMs", value);
      case "jitter" -> jitter = JsonRecord.number("retry.jitter", value);
      default -> value.skipChildren();
    }
  }
}
