// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Takes the time, and the processor time of this JVM, from its making on. */
public final class Stopwatch {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final long start = System.nanoTime();
  private final long cpuAtStart = SYSTEM.getProcessCpuTime();

  /** What became of so many things since. */
  public Rate rate(long count) {
    return new Rate(
        count,
        Duration.ofNanos(System.nanoTime() - start),
        Duration.ofNanos(SYSTEM.getProcessCpuTime() - cpuAtStart));
  }
}
