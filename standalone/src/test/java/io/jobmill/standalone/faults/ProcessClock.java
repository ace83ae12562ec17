// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import io.jobmill.testkit.process.ChildJvmSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The clock of one process, as it would be on a machine of its own: it can be put on and back. */
final class ProcessClock {
  /** By so much a wrong one is wrong. */
  static final Duration SKEW = Duration.ofMinutes(5);

  private final Path file;
  private final @Nullable Path faketime;

  private ProcessClock(Path file, @Nullable Path faketime) {
    this.file = file;
    this.faketime = faketime;
  }

  /** A clock that is right; it can be moved where there is a library for it. */
  static ProcessClock right(Path file, @Nullable Path faketime) throws IOException {
    ProcessClock clock = new ProcessClock(file, faketime);
    clock.differBy(Duration.ZERO);
    return clock;
  }

  /** The process with this clock. Only the time of day is moved, as it is by a wrong clock. */
  ChildJvmSettings of(ChildJvmSettings process) {
    return faketime == null
        ? process
        : process
            .environment("LD_PRELOAD", faketime.toString())
            .environment("FAKETIME_TIMESTAMP_FILE", file.toString())
            .environment("FAKETIME_CACHE_DURATION", "1")
            .environment("FAKETIME_DONT_FAKE_MONOTONIC", "1")
            // With it, waits by the clock that is not moved end too early, and whoever waits spins.
            .environment("FAKETIME_FORCE_MONOTONIC_FIX", "0")
            .environment("NO_FAKE_STAT", "1");
  }

  /** Moves it at once, also that of a process that runs. */
  void differBy(Duration difference) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, "%+d".formatted(difference.toSeconds()));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
