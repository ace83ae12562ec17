// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads jobs run on: virtual ones where the runtime has those that block without holding a
 * carrier everywhere (JDK 24 and up), else a pool of one per slot that shrinks when idle.
 */
public final class JobThreads implements AutoCloseable {

  private static final int FIRST_WITHOUT_PINNING = 24;

  private final ExecutorService executor;
  private final @Nullable ThreadPoolExecutor pool;
  private final AtomicInteger abandoned = new AtomicInteger();
  private final int slots;

  private JobThreads(ExecutorService executor, @Nullable ThreadPoolExecutor pool, int slots) {
    this.executor = executor;
    this.pool = pool;
    this.slots = slots;
  }

  /** Threads for so many attempts at a time. */
  public static JobThreads forSlots(int slots) {
    if (Runtime.version().feature() >= FIRST_WITHOUT_PINNING) {
      return new JobThreads(virtual(), null, slots);
    }
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            slots, slots, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), platform());
    pool.allowCoreThreadTimeOut(true);
    return new JobThreads(pool, pool, slots);
  }

  void execute(Runnable attempt) {
    executor.execute(attempt);
  }

  /** A thread was given up: another takes its place. */
  void abandon() {
    resize(abandoned.incrementAndGet());
  }

  /** A thread that was given up has come back. */
  void recover() {
    resize(abandoned.decrementAndGet());
  }

  /** Takes no more; threads that still run do not keep the process alive. */
  @Override
  public void close() {
    executor.shutdown();
  }

  private synchronized void resize(int extra) {
    if (pool == null) {
      return;
    }
    int size = slots + Math.max(0, extra);
    if (size > pool.getMaximumPoolSize()) {
      pool.setMaximumPoolSize(size);
      pool.setCorePoolSize(size);
    } else {
      pool.setCorePoolSize(size);
      pool.setMaximumPoolSize(size);
    }
  }

  private static ThreadFactory platform() {
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
