// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.product;

import io.jobmill.bench.load.HttpConnection;
import io.jobmill.bench.load.HttpConnection.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Programs that call the gateway, each on one connection of its own. */
record Callers(URI server) {

  private static final String TRIGGER = "/api/jobs/trigger?template=";

  /** Triggers no-op jobs from so many callers for so long, each as fast as it is answered. */
  List<Duration> triggerFor(Duration time, int callers) {
    long end = System.nanoTime() + time.toNanos();
    var threads = Executors.newFixedThreadPool(callers);
    try {
      var took = new ArrayList<Duration>();
      for (Future<List<Duration>> caller :
          threads.invokeAll(Collections.nCopies(callers, trigger(end)))) {
        took.addAll(caller.get());
      }
      return took;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while callers were triggering", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a caller failed: " + e.getCause(), e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Triggers one job and returns its token. */
  static String trigger(HttpConnection connection, String template) {
    try {
      return successful(connection.post(TRIGGER + template));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The status word of a job. */
  static String status(HttpConnection connection, String token) {
    try {
      return successful(connection.get("/api/jobs/status?token=" + token));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Callable<List<Duration>> trigger(long end) {
    return () -> {
      var took = new ArrayList<Duration>();
      try (var connection = new HttpConnection(server)) {
        while (System.nanoTime() - end < 0) {
          long start = System.nanoTime();
          trigger(connection, ProductServices.NOOP);
          took.add(Duration.ofNanos(System.nanoTime() - start));
        }
      }
      return took;
    };
  }

  private static String successful(Answer answer) {
    if (answer.status() != 200) {
      throw new IllegalStateException(
          "the gateway answered %d: %s".formatted(answer.status(), answer.body().strip()));
    }
    return answer.body();
  }
}
