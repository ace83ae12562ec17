// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import io.jobmill.handler.JobContext;
import io.jobmill.handler.JobHandler;
import io.jobmill.testkit.time.Await;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Handlers that do what tests need. */
final class TestHandlers {

  private TestHandlers() {}

  interface Body {
    void run(JobContext job) throws Exception;
  }

  static JobHandler named(String name, Body body) {
    return new JobHandler() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void handle(JobContext job) throws Exception {
        body.run(job);
      }
    };
  }

  /** Jobs of type {@code gate} wait until it is opened. */
  static final class Gate implements JobHandler, AutoCloseable {
    private final CountDownLatch opened = new CountDownLatch(1);
    private final BlockingQueue<JobContext> entered = new LinkedBlockingQueue<>();

    @Override
    public String name() {
      return "gate";
    }

    @Override
    public void handle(JobContext job) throws InterruptedException {
      entered.add(job);
      opened.await();
    }

    JobContext awaitEntry() throws InterruptedException {
      JobContext job = entered.poll(30, TimeUnit.SECONDS);
      if (job == null) {
        throw new AssertionError("no job came to the gate");
      }
      return job;
    }

    void open() {
      opened.countDown();
    }

    @Override
    public void close() {
      open();
    }
  }

  /** Jobs of type {@code stubborn} ignore every interrupt until they are released. */
  static final class Stubborn implements JobHandler, AutoCloseable {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    void awaitEntry() throws Exception {
      Await.signal("a job has come", entered);
    }

    @Override
    public String name() {
      return "stubborn";
    }

    @Override
    public void handle(JobContext job) {
      entered.countDown();
      boolean waiting = true;
      while (waiting) {
        try {
          open.await();
          waiting = false;
        } catch (InterruptedException e) {
          job.info("no");
        }
      }
    }

    @Override
    public void close() {
      open.countDown();
    }
  }
}
