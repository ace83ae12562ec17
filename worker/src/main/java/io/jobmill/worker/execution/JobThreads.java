// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads jobs run on: virtual ones where the runtime has those that block without holding a
 * carrier everywhere (JDK 24 and up), else threads that are kept for a while. Slots say how many
 * are at work; a thread that was given up is merely one more.
 */
public final class JobThreads implements AutoCloseable {

  private static final int FIRST_WITHOUT_PINNING = 24;
  private static final int KEPT_SECONDS = 30;

  private final ExecutorService executor;

  private JobThreads(ExecutorService executor) {
    this.executor = executor;
  }

  public static JobThreads open() {
    return Runtime.version().feature() >= FIRST_WITHOUT_PINNING
        ? new JobThreads(virtual())
        : kept();
  }

  /**
   * Whichever was idle last runs the next: a burst of short jobs needs few threads, which are still
   * warm. A pool of a fixed size would make a thread for each slot first, and then take turns.
   */
  static JobThreads kept() {
    return new JobThreads(
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            KEPT_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            named()));
  }

  void execute(Runnable attempt) {
    executor.execute(attempt);
  }

  /** Takes no more; threads that still run do not keep the process alive. */
  @Override
  public void close() {
    executor.shutdown();
  }

  private static ThreadFactory named() {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "job-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Looked up by name: the compiler knows only JDK 17. */
  private static ExecutorService virtual() {
    try {
      return (ExecutorService)
          MethodHandles.publicLookup()
              .findStatic(
                  Executors.class,
                  "newVirtualThreadPerTaskExecutor",
                  MethodType.methodType(ExecutorService.class))
              .invoke();
    } catch (Throwable e) {
      throw new IllegalStateException("this runtime should have virtual threads", e);
    }
  }
}
