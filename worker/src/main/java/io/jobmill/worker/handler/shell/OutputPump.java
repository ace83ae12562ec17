// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries one stream of a process into the log, as it is written, on a thread of its own. */
final class OutputPump {

  private static final Logger log = LoggerFactory.getLogger(OutputPump.class);
  private static final long LOOK = 50;

  private final InputStream in;
  private final LineSplitter lines;
  private final Thread thread;
  private volatile boolean reading;
  private final AtomicLong reads = new AtomicLong();

  OutputPump(String name, InputStream in, LineSplitter lines) {
    this.in = in;
    this.lines = lines;
    // A platform thread: reading a pipe would hold the carrier of a virtual one.
    this.thread = new Thread(this::run, name);
    this.thread.setDaemon(true);
  }

  OutputPump start() {
    thread.start();
    return this;
  }

  /**
   * Waits for the end of the stream, at most so long.
   *
   * @return whether it has come
   */
  boolean awaitEnd(Duration bound) throws InterruptedException {
    thread.join(Math.max(1, bound.toMillis()));
    return !thread.isAlive();
  }

  /**
   * Waits while there is still something to carry; gives up once nothing has come for so long
   * although the stream is open: somebody holds it who has nothing to say.
   */
  void drain(Duration silence) throws InterruptedException {
    long looks = 0;
    long before = reads.get();
    while (thread.isAlive() && looks * LOOK < silence.toMillis()) {
      thread.join(LOOK);
      // Waiting for room in the log is not silence.
      boolean silent = reading && reads.get() == before;
      looks = silent ? looks + 1 : 0;
      before = reads.get();
    }
  }

  private void run() {
    char[] chars = new char[16 * 1024];
    try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      while (true) {
        reading = true;
        int read = reader.read(chars);
        reading = false;
        if (read < 0) {
          lines.end();
          return;
        }
        reads.incrementAndGet();
        lines.add(chars, read);
      }
    } catch (IOException e) {
      // Closed under it, because the script is over.
      log.debug("stream of a process ended early", e);
    } catch (RuntimeException e) {
      log.debug("output of a process is no longer wanted", e);
    }
  }
}
