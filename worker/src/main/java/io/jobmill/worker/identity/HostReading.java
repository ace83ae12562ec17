// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.identity;

import com.sun.management.OperatingSystemMXBean;
import io.jobmill.event.Host;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the machine: at what the JVM knows of it, and on Linux at a few files. A file that is
 * not there or reads otherwise than expected tells nothing, and that is said. Thread-safe.
 */
public final class HostReading implements Supplier<Host> {

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final Path root;
  private final Instant startedAt;
  private final Map<String, String> release;

  /** Of this machine and process. */
  public static HostReading ofThisMachine() {
    return new HostReading(
        Path.of("/"), Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()));
  }

  /**
   * @param root the folder that stands for the file system's root
   */
  HostReading(Path root, Instant startedAt) {
    this.root = root;
    this.startedAt = startedAt;
    this.release = release();
  }

  @Override
  public Host get() {
    return new Host(
        startedAt,
        up(),
        release.getOrDefault("NAME", system.getName()),
        release.getOrDefault("VERSION_ID", system.getVersion()),
        system.getVersion(),
        system.getArch(),
        system.getAvailableProcessors(),
        system.getTotalMemorySize(),
        system.getFreeMemorySize(),
        load());
  }

  private @Nullable Duration up() {
    List<Double> numbers = numbers("proc/uptime", 1);
    return numbers.isEmpty() ? null : Duration.ofSeconds(numbers.get(0).longValue());
  }

  private List<Double> load() {
    return numbers("proc/loadavg", 3);
  }

  /** The first numbers of a line; none if it does not begin with that many. */
  private List<Double> numbers(String file, int count) {
    try {
      List<Double> numbers =
          Stream.of(Files.readString(root.resolve(file)).strip().split("\\s+"))
              .limit(count)
              .map(Double::valueOf)
              .toList();
      return numbers.size() == count ? numbers : List.of();
    } catch (IOException | NumberFormatException e) {
      return List.of();
    }
  }

  private Map<String, String> release() {
    Map<String, String> fields = new HashMap<>();
    try {
      for (String line : Files.readAllLines(root.resolve("etc/os-release"))) {
        int equals = line.indexOf('=');
        if (equals > 0) {
          String text = line.substring(equals + 1).strip();
          fields.put(line.substring(0, equals), text.replaceAll("^[\"']|[\"']$", ""));
        }
      }
    } catch (IOException e) {
      return Map.of();
    }
    return fields;
  }
}
