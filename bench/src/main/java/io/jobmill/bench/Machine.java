// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench;

import java.lang.management.ManagementFactory;

/** What the numbers were measured on. */
record Machine(String cores, String jdk, String heap, String system, String load) {

  private static final long MIB = 1024L * 1024;

  static Machine here() {
    var runtime = Runtime.getRuntime();
    var system = ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        runtime.availableProcessors() + " cores",
        "JDK %s (%s)".formatted(Runtime.version(), System.getProperty("java.vm.vendor")),
        "heap up to %,d MiB".formatted(runtime.maxMemory() / MIB),
        system.getName() + " " + system.getArch(),
        // Of a minute; more than there are cores means that others were at work too.
        "%.1f".formatted(system.getSystemLoadAverage()));
  }

  @Override
  public String toString() {
    return String.join(", ", cores, jdk, heap, system, "load before the start " + load);
  }
}
