// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import io.jobmill.job.Claim;
import io.jobmill.job.JobQueue;
import io.jobmill.job.Pool;
import io.jobmill.job.Priority;
import io.jobmill.job.QueuePoint;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/**
 * The object {@code claim} of an event: {@code {pool, partition, offset}}, {@code priority} where
 * it is not the normal one, and, from a worker, {@code delivery}, of a broadcast also {@code part}.
 */
final class JsonClaims {

  private @Nullable Pool pool;
  private Priority priority = Priority.NORMAL;
  private int partition;
  private @Nullable Long offset;
  private int delivery = 1;
  private int part;

  private JsonClaims() {}

  static void write(JsonGenerator json, QueuePoint point) {
    json.writeName("claim");
    json.writeStartObject();
    writePoint(json, point);
    json.writeEndObject();
  }

  static void write(JsonGenerator json, Claim claim) {
    json.writeName("claim");
    json.writeStartObject();
    writePoint(json, claim.point());
    json.writeNumberProperty("delivery", claim.delivery());
    JsonOutput.unless(0, json, "part", claim.part());
    json.writeEndObject();
  }

  static Claim read(String name, JsonParser parser) {
    JsonClaims draft = new JsonClaims();
    JsonRecord.nested(name, parser, draft::readField);
    return new Claim(
        new JobQueue(JsonRecord.required("claim.pool", draft.pool), draft.priority),
        draft.partition,
        JsonRecord.required("claim.offset", draft.offset),
        draft.delivery,
        draft.part);
  }

  private static void writePoint(JsonGenerator json, QueuePoint point) {
    JsonOutput.text(json, "pool", point.pool().name());
    if (point.queue().priority() != Priority.NORMAL) {
      JsonOutput.text(json, "priority", point.queue().priority().word());
    }
    json.writeNumberProperty("partition", point.partition());
    json.writeNumberProperty("offset", point.offset());
  }

  private void readField(String name, JsonParser value) {
    switch (name) {
      case "pool" -> pool = JsonRecord.converted("claim.pool", value, Pool::new);
      case "priority" -> priority = JsonRecord.converted("claim.priority", value, Priority::ofWord);
      case "partition" -> partition = JsonRecord.count("claim.partition", value);
      case "offset" -> offset = JsonRecord.position("claim.offset", value);
      case "delivery" -> delivery = JsonRecord.ordinal("claim.delivery", value);
      case "part" -> part = JsonRecord.count("claim.part", value);
      default -> value.skipChildren();
    }
  }
}
