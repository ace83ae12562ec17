// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import io.jobmill.gateway.problem.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Bounds how many logs are streamed at once, so that slow readers leave room for others. */
public final class LogStreams {

  private static final Duration RETRY = Duration.ofSeconds(5);

  private final Semaphore free;

  LogStreams(int most) {
    this.free = new Semaphore(most);
  }

  /** What streams. */
  @FunctionalInterface
  public interface Stream {
    void run() throws IOException;
  }

  /**
   * @throws Refusal 503 if too many are under way
   */
  public void run(Stream stream) throws IOException {
    if (!free.tryAcquire()) {
      throw Refusal.unavailable("too many logs are being read at the same time", RETRY);
    }
    try {
      stream.run();
    } finally {
      free.release();
    }
  }
}
