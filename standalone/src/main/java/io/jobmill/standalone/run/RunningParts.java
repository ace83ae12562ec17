// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been started, ended stage by stage. Each part has a bound for its end, and one that
 * passes it is left behind, so that those below still get their turn. A part that comes up while
 * the others are being ended is ended at once.
 */
final class RunningParts {
  private static final Logger log = LoggerFactory.getLogger(RunningParts.class);

  private final List<RunningPart> parts = new ArrayList<>();
  private boolean stopped;

  /**
   * Takes over a part.
   *
   * @throws StoppedException when the stop came first; the part has then been ended
   */
  void add(RunningPart part) {
    synchronized (this) {
      if (!stopped) {
        parts.add(part);
        return;
      }
    }
    var unused = end(List.of(part));
    throw new StoppedException();
  }

  /**
   * Ends all parts. A second call does nothing.
   *
   * @return the names of those that did not end in time or failed to
   */
  List<String> stop() {
    Map<Stage, List<RunningPart>> topDown = new TreeMap<>(Comparator.reverseOrder());
    synchronized (this) {
      stopped = true;
      parts.forEach(
          part -> topDown.computeIfAbsent(part.stage(), stage -> new ArrayList<>()).add(part));
      parts.clear();
    }
    List<String> leftBehind = new ArrayList<>();
    topDown.values().forEach(together -> leftBehind.addAll(end(together)));
    return leftBehind;
  }

  /** Whether the parts are being ended or have been. */
  synchronized boolean stopping() {
    return stopped;
  }

  private static List<String> end(List<RunningPart> together) {
    long began = System.nanoTime();
    List<PartEnd> ends = together.stream().map(PartEnd::begin).toList();
    return ends.stream().filter(end -> !end.isGood(began)).map(end -> end.part().name()).toList();
  }

  /** A part that is being ended on a thread of its own. */
  private record PartEnd(
      RunningPart part, CountDownLatch ended, AtomicReference<@Nullable Throwable> failure) {

    static PartEnd begin(RunningPart part) {
      PartEnd end = new PartEnd(part, new CountDownLatch(1), new AtomicReference<>());
      Thread thread = new Thread(end::run, "stop-" + part.name());
      thread.setDaemon(true);
      thread.start();
      return end;
    }

    private void run() {
      try {
        part.end().run();
      } catch (Throwable e) {
        failure.set(e);
      } finally {
        ended.countDown();
      }
    }

    boolean isGood(long began) {
      if (!isOver(part.bound().toNanos() - (System.nanoTime() - began))) {
        log.warn("part did not stop in time part={} bound={}", part.name(), part.bound());
        return false;
      }
      Throwable thrown = failure.get();
      if (thrown != null) {
        log.warn("part failed to stop part={}", part.name(), thrown);
      }
      return thrown == null;
    }

    private boolean isOver(long nanos) {
      try {
        return ended.await(nanos, TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
