// SPDX-License-Identifier: Apache-2.0
package io.jobmill.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The machine a worker runs on, as the worker saw it when it last gave a sign of life. For people
 * only; nothing is decided by it.
 *
 * @param startedAt when the worker's process started, by its own clock
 * @param up since when the machine runs; absent where that cannot be told
 * @param distribution of its operating system, like {@code Debian GNU/Linux}
 * @param version of that
 * @param kernel the kernel's version
 * @param architecture like {@code amd64}
 * @param cpus how many processors the worker may use
 * @param memoryTotal bytes that the worker's machine or container has
 * @param memoryFree how many of them nobody uses
 * @param load how many threads wanted a processor in the last one, five and fifteen minutes; empty
 *     where that cannot be told
 */
public record Host(
    Instant startedAt,
    @Nullable Duration up,
    String distribution,
    String version,
    String kernel,
    String architecture,
    int cpus,
    long memoryTotal,
    long memoryFree,
    List<Double> load) {

  public Host {
    load = List.copyOf(load);
  }
}
