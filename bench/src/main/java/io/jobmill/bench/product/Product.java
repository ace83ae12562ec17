// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.product;

import io.jobmill.bench.load.HttpConnection;
import io.jobmill.bench.load.Latencies;
import io.jobmill.bench.load.Pace;
import io.jobmill.bench.load.Rate;
import io.jobmill.bench.load.Stopwatch;
import io.jobmill.job.JobId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;

/** The running product, and what can be measured of it. Each measure leaves it idle. */
public final class Product implements AutoCloseable {

  private final ClockHandler clock = new ClockHandler();
  private final ProductServices services;
  private final ProjectedJobs projected;
  private final Submitter submitter;

  /** Starts projector, worker and gateway, and returns when they are ready. */
  public static Product start(ProductServers servers, Clock clock) throws IOException {
    var product = new Product(servers, clock);
    try {
      product.services.start();
      return product;
    } catch (RuntimeException e) {
      product.close();
      throw e;
    }
  }

  private Product(ProductServers servers, Clock clock) throws IOException {
    this.services = new ProductServices(servers, this.clock);
    this.projected = new ProjectedJobs(servers.mongoUri(), servers.database());
    this.submitter = new Submitter(servers.kafka(), clock);
  }

  /** Jobs in the store. */
  public long jobs() {
    return projected.total();
  }

  /** From the first record written to the last job's end in the store. */
  public Rate drain(int jobs) {
    long before = projected.total();
    var watch = new Stopwatch();
    submitter.submit(jobs);
    projected.awaitAllEnded(before + jobs);
    return watch.rate(jobs);
  }

  /**
   * The same for jobs that nobody could take until all of them were in the store as pending: from
   * the first job's end there to the last one's.
   */
  public Rate drainBacklog(int jobs) {
    long before = projected.total();
    services.stopWorker();
    submitter.submit(jobs);
    projected.awaitTotal(before + jobs);
    services.startWorker();
    projected.awaitFewerActiveThan(jobs);
    long left = projected.active();
    var watch = new Stopwatch();
    projected.awaitAllEnded(before + jobs);
    return watch.rate(left);
  }

  /** How long each of the callers' triggers took; all jobs have ended afterwards. */
  public Latencies trigger(Duration time, int callers) {
    long before = projected.total();
    var took = new Callers(services.http()).triggerFor(time, callers);
    projected.awaitAllEnded(before + took.size());
    return Latencies.of(took);
  }

  /** From the call of a trigger over HTTP to the handler's first line. */
  public Latencies triggerToStart(Pace pace) throws IOException {
    long before = projected.total();
    var calledAt = new HashMap<JobId, Long>();
    try (var connection = new HttpConnection(services.http())) {
      pace.run(
          i -> {
            long now = System.nanoTime();
            calledAt.put(JobId.of(Callers.trigger(connection, ProductServices.CLOCK)), now);
          });
    }
    projected.awaitAllEnded(before + calledAt.size());
    var took = new ArrayList<Duration>();
    calledAt.forEach((id, called) -> took.add(Duration.ofNanos(clock.startedAt(id) - called)));
    return Latencies.of(took);
  }

  /** How long the status of one job takes, asked one after the other for jobs of all ages. */
  public Latencies status() throws IOException {
    var tokens = new ArrayList<>(submitter.sample());
    Collections.shuffle(tokens);
    var took = new ArrayList<Duration>();
    try (var connection = new HttpConnection(services.http())) {
      for (var token : tokens) {
        long start = System.nanoTime();
        Callers.status(connection, token);
        took.add(Duration.ofNanos(System.nanoTime() - start));
      }
    }
    return Latencies.of(took);
  }

  @Override
  public void close() {
    submitter.close();
    services.close();
    projected.close();
  }
}
