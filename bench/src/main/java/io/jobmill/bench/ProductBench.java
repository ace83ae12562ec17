// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench;

import io.jobmill.bench.BareBench.BareRates;
import io.jobmill.bench.load.Latencies;
import io.jobmill.bench.load.Rate;
import io.jobmill.bench.load.Stopwatch;
import io.jobmill.bench.product.Product;
import io.jobmill.bench.table.Aim;
import io.jobmill.bench.table.ResultTable;
import io.jobmill.bench.table.Row;
import io.jobmill.embedded.store.StoreKind;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/** The rows of the running product, beside the aims of the design and the bare pipeline. */
final class ProductBench {

  private static final int CALLERS = 16;
  private static final int WARM_UPS = 3;

  private final Product product;
  private final int jobs;
  private final String store;
  private final BenchOptions options;
  private final PrintStream out;

  ProductBench(
      Product product, StoreKind kind, String store, BenchOptions options, PrintStream out) {
    this.product = product;
    this.jobs = options.productJobs(kind);
    this.store = store;
    this.options = options;
    this.out = out;
  }

  void run(BareRates bare, ResultTable table) throws IOException {
    for (int i = 0; i < WARM_UPS; i++) {
      var rate = say("warming up", () -> product.drain(jobs));
      out.println("  " + Aim.number(rate.perSecond()) + " jobs/s");
    }
    drain(bare, table);
    backlog(table);
    trigger(table);
    start(table);
    status(table);
  }

  private void drain(BareRates bare, ResultTable table) throws IOException {
    var rate = say("drain", () -> product.drain(jobs));
    table.add(
        new Row(
            "product: submit and drain no-op jobs, views in the store",
            Aim.number(rate.perSecond()) + " jobs/s",
            Aim.atLeast(20_000, rate.perSecond()),
            conditions(rate)));
    double few = rate.perSecond() / bare.few();
    double many = rate.perSecond() / bare.many();
    table.add(
        new Row(
            "product / bare, same run",
            "%.2f of 4 lanes, %.2f of 8 lanes".formatted(few, many),
            Aim.atLeast(0.25, few),
            store));
  }

  private void backlog(ResultTable table) throws IOException {
    var rate = say("drain of a backlog", () -> product.drainBacklog(jobs));
    table.add(
        new Row(
            "product: drain of a backlog already shown as pending",
            Aim.number(rate.perSecond()) + " jobs/s",
            Aim.atLeast(10_000, rate.perSecond()),
            conditions(rate)));
  }

  private void trigger(ResultTable table) throws IOException {
    var time = Duration.ofSeconds(options.seconds);
    var warm = say("warming up HTTP", () -> product.trigger(time, CALLERS));
    out.println("  " + warm.count() / time.toSeconds() + " triggers/s");
    var watch = new Stopwatch();
    var took = say("triggers over HTTP", () -> product.trigger(time, CALLERS));
    var rate = watch.rate(took.count());
    double perSecond = (double) took.count() / time.toSeconds();
    table.add(
        new Row(
            "product: trigger over HTTP, 16 callers, one connection each",
            Aim.number(perSecond) + "/s, p99 " + Aim.millis(took.percentile(99)),
            Aim.atLeast(4_000, perSecond),
            "%,d triggers, acks=all before the answer, workers and projector running, %.0f µs of this JVM's CPU a job to its end, %s"
                .formatted(took.count(), rate.cpuMicrosEach(), store)));
  }

  private void start(ResultTable table) throws IOException {
    var took = say("trigger to start at 100 jobs/s", () -> product.triggerToStart(options.pace()));
    table.add(
        new Row(
            "product: HTTP trigger to handler start, 100 jobs/s, p50 / p99",
            percentiles(took),
            Aim.atMost(Duration.ofMillis(3), took.percentile(50))
                + " / "
                + Aim.atMost(Duration.ofMillis(15), took.percentile(99)),
            "%,d jobs, started event acks=all, claim confirmed, %s"
                .formatted(took.count(), store)));
  }

  private void status(ResultTable table) throws IOException {
    var took = say("status of one job", product::status);
    table.add(
        new Row(
            "product: status of one job over HTTP, p50 / p99",
            percentiles(took),
            Aim.atMost(Duration.ofMillis(10), took.percentile(99)),
            "%,d reads one by one among %,d jobs, %s"
                .formatted(took.count(), product.jobs(), store)));
  }

  private static String percentiles(Latencies took) {
    return Aim.millis(took.percentile(50)) + " / " + Aim.millis(took.percentile(99));
  }

  private String conditions(Rate rate) {
    return "%,d jobs, %,d slots, %.0f µs of this JVM's CPU a job, %s"
        .formatted(rate.count(), options.slots, rate.cpuMicrosEach(), store);
  }

  private <T> T say(String what, Measure<T> measure) throws IOException {
    out.println("product: " + what);
    return measure.take();
  }

  @FunctionalInterface
  private interface Measure<T> {
    T take() throws IOException;
  }
}
