// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import io.jobmill.event.Host;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an agent's answer says of its machine. */
final class AgentFacts {

  private AgentFacts() {}

  static Map<String, Object> of(Host host) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("started_at", JobDetail.seconds(host.startedAt()));
    if (host.up() != null) {
      facts.put("uptime", uptime(host.up()));
    }
    facts.put("os_info", ordered("distribution", host.distribution(), "version", host.version()));
    if (host.load().size() == 3) {
      Map<String, Object> load = ordered("1min", host.load().get(0), "5min", host.load().get(1));
      load.put("15min", host.load().get(2));
      facts.put("load_average", load);
    }
    Map<String, Object> memory = ordered("total", host.memoryTotal(), "free", host.memoryFree());
    memory.put("used", host.memoryTotal() - host.memoryFree());
    facts.put("memory", memory);
    facts.put("architecture", host.architecture());
    facts.put("kernel_version", host.kernel());
    facts.put("cpu_count", host.cpus());
    return facts;
  }

  /** As people read it: {@code 3 days, 4 hours, 5 minutes}. */
  static String uptime(Duration up) {
    return "%s, %s, %s"
        .formatted(
            counted(up.toDays(), "day"),
            counted(up.toHoursPart(), "hour"),
            counted(up.toMinutesPart(), "minute"));
  }

  private static String counted(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private static Map<String, Object> ordered(String one, Object first, String two, Object second) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(one, first);
    fields.put(two, second);
    return fields;
  }
}
