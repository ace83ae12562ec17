// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ends a supervised mongod and everything below its shell. */
final class ProcessEnd {
  private ProcessEnd() {}

  static void of(Process process, Duration patience) {
    List<ProcessHandle> family = process.descendants().toList();
    try {
      // The end of the pipe is the shell's sign to end mongod in order.
      process.getOutputStream().close();
    } catch (IOException e) {
      process.destroy();
    }
    if (!endsWithin(process, patience)) {
      family.forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static boolean endsWithin(Process process, Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
