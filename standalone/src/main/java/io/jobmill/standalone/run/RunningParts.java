// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been started, ended in the reverse order. Each part has a bound for its end, and one
 * that passes it is left behind, so that the last of them still gets its turn. A part that comes up
 * while the others are being ended is ended at once.
 */
final class RunningParts {
  private static final Logger log = LoggerFactory.getLogger(RunningParts.class);

  private final Deque<RunningPart> parts = new ArrayDeque<>();
  private boolean stopped;

  /**
   * Takes over a part.
   *
   * @throws StoppedException when the stop came first; the part has then been ended
   */
  void add(RunningPart part) {
    synchronized (this) {
      if (!stopped) {
        parts.push(part);
        return;
      }
    }
    end(part);
    throw new StoppedException();
  }

  /**
   * Ends all parts. A second call does nothing.
   *
   * @return the names of those that did not end in time or failed to
   */
  List<String> stop() {
    List<RunningPart> latestFirst;
    synchronized (this) {
      stopped = true;
      latestFirst = List.copyOf(parts);
      parts.clear();
    }
    List<String> leftBehind = new ArrayList<>();
    for (RunningPart part : latestFirst) {
      if (!end(part)) {
        leftBehind.add(part.name());
      }
    }
    return leftBehind;
  }

  /** Whether the parts are being ended or have been. */
  synchronized boolean stopping() {
    return stopped;
  }

  private static boolean end(RunningPart part) {
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    CountDownLatch ended = new CountDownLatch(1);
    Thread ending =
        new Thread(
            () -> {
              try {
                part.end().run();
              } catch (Throwable e) {
                failure.set(e);
              } finally {
                ended.countDown();
              }
            },
            "stop-" + part.name());
    ending.setDaemon(true);
    ending.start();
    if (!endsInTime(part, ended)) {
      log.warn("part did not stop in time part={} bound={}", part.name(), part.bound());
      return false;
    }
    Throwable thrown = failure.get();
    if (thrown != null) {
      log.warn("part failed to stop part={}", part.name(), thrown);
    }
    return thrown == null;
  }

  private static boolean endsInTime(RunningPart part, CountDownLatch ended) {
    try {
      return ended.await(part.bound().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
