// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import io.jobmill.event.Host;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/** The JSON form of a {@link Host} inside a heartbeat. */
final class HostCodec {

  private HostCodec() {}

  static void write(JsonGenerator json, Host host) {
    json.writeStartObject();
    JsonOutput.text(json, "startedAt", host.startedAt().toString());
    if (host.up() != null) {
      json.writeNumberProperty("upMs", host.up().toMillis());
    }
    JsonOutput.text(json, "distribution", host.distribution());
    JsonOutput.text(json, "version", host.version());
    JsonOutput.text(json, "kernel", host.kernel());
    JsonOutput.text(json, "architecture", host.architecture());
    json.writeNumberProperty("cpus", host.cpus());
    json.writeNumberProperty("memoryTotal", host.memoryTotal());
    json.writeNumberProperty("memoryFree", host.memoryFree());
    json.writeName("loadPercent");
    json.writeStartArray();
    host.load().forEach(load -> json.writeNumber(Math.round(load * 100)));
    json.writeEndArray();
    json.writeEndObject();
  }

  static Host read(String name, JsonParser value) {
    Draft draft = new Draft();
    JsonRecord.nested(name, value, draft::read);
    return draft.build();
  }

  private static final class Draft {
    private Instant startedAt = Instant.EPOCH;
    private @Nullable Duration up;
    private String distribution = "";
    private String version = "";
    private String kernel = "";
    private String architecture = "";
    private int cpus;
    private long memoryTotal;
    private long memoryFree;
    private List<Double> load = List.of();

    void read(String name, JsonParser value) {
      switch (name) {
        case "startedAt" -> startedAt = JsonRecord.instant(name, value);
        case "upMs" -> up = JsonRecord.millis(name, value);
        case "distribution" -> distribution = JsonRecord.text(name, value);
        case "version" -> version = JsonRecord.text(name, value);
        case "kernel" -> kernel = JsonRecord.text(name, value);
        case "architecture" -> architecture = JsonRecord.text(name, value);
        case "cpus" -> cpus = JsonRecord.count(name, value);
        case "memoryTotal" -> memoryTotal = JsonRecord.position(name, value);
        case "memoryFree" -> memoryFree = JsonRecord.position(name, value);
        case "loadPercent" ->
            load = JsonRecord.list(name, value, p -> JsonRecord.count(name, p) / 100.0);
        default -> value.skipChildren();
      }
    }

    Host build() {
      return new Host(
          startedAt,
          up,
          distribution,
          version,
          kernel,
          architecture,
          cpus,
          memoryTotal,
          memoryFree,
          load);
    }
  }
}
