// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.report;

import java.time.Duration;

/**
 * How logs are cut and sent.
 *
 * @param maxBytes how much text of one attempt is kept; what follows is dropped, after a warning
 *     that says so
 * @param inFlightBytes how much log of the whole worker may be on its way; who logs more waits
 * @param flushEvery an entry is sent after this at the latest
 */
public record LogSettings(long maxBytes, int inFlightBytes, Duration flushEvery) {

  /** No entry is longer than this many characters; longer ones become several. */
  public static final int MAX_ENTRY_CHARS = 64 * 1024;

  /** A chunk takes no more bytes than this, unless its only entry does. */
  static final int MAX_CHUNK_BYTES = 256 * 1024;

  public LogSettings {
    if (maxBytes < 0) {
      throw new IllegalArgumentException("log max-bytes must not be negative: " + maxBytes);
    }
    // Every entry must fit, at its longest.
    if (inFlightBytes < 4 * MAX_CHUNK_BYTES) {
      throw new IllegalArgumentException(
          "log in-flight-bytes must be at least 1 MiB: " + inFlightBytes);
    }
  }
}
