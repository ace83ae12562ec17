// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.run;

import io.jobmill.standalone.console.Console;
import io.jobmill.standalone.setting.StandaloneSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The whole of Jobmill in this JVM. Stopping it, by {@link #close} or a signal, takes less than ten
 * seconds and loses nothing: jobs that were running are handed back and run again after the next
 * start.
 */
public final class Standalone implements AutoCloseable {
  private static final Duration LONGEST_STOP = Duration.ofMillis(9_500);

  private final StandaloneSettings settings;
  private final Map<String, String> environment;
  private final Console console;
  private final RunningParts parts = new RunningParts();
  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * @param environment what the services and the store read by themselves
   * @param console shows progress
   */
  public Standalone(StandaloneSettings settings, Map<String, String> environment, Console console) {
    this.settings = settings;
    this.environment = Map.copyOf(environment);
    this.console = console;
  }

  /**
   * Starts everything, and stops it again when the process is told to end.
   *
   * @throws io.jobmill.standalone.RefusedException when something stands in the way; what had
   *     started has then been stopped
   */
  public Addresses start() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopOrHalt, "jobmill-stop"));
    try {
      return new StartSequence(settings, environment, console, parts).run();
    } catch (RuntimeException e) {
      parts.stop();
      throw e;
    }
  }

  /** Returns when the server has been stopped. */
  public void awaitStop() throws InterruptedException {
    stopped.await();
  }

  /** Stops what runs. A second call does nothing. */
  @Override
  public void close() {
    if (!parts.stopping()) {
      long began = System.nanoTime();
      console.line("Stopping.");
      List<String> leftBehind = parts.stop();
      double seconds = (System.nanoTime() - began) / 1e9;
      console.line(
          leftBehind.isEmpty()
              ? "Stopped in %.1f s.".formatted(seconds)
              : "Stopped in %.1f s; did not end in time: %s."
                  .formatted(seconds, String.join(", ", leftBehind)));
    }
    stopped.countDown();
  }

  /** Other hooks and threads that hang must not keep the process. */
  private void stopOrHalt() {
    Thread halt =
        new Thread(
            () -> {
              try {
                Thread.sleep(LONGEST_STOP.toMillis());
                Runtime.getRuntime().halt(1);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "jobmill-halt");
    halt.setDaemon(true);
    halt.start();
    close();
  }
}
