// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench;

import io.jobmill.bench.bare.BarePipeline;
import io.jobmill.bench.bare.Lanes;
import io.jobmill.bench.table.Aim;
import io.jobmill.bench.table.ResultTable;
import io.jobmill.bench.table.Row;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.KafkaSettings;
import java.io.PrintStream;
import java.time.Clock;

/** The rows of the bare pipeline, which the product is held against. */
final class BareBench {

  private static final Lanes FEW = new Lanes(4, 256);
  private static final Lanes MANY = new Lanes(8, 500);
  private static final String DURABILITY = "one broker, acks=all, not flushed one by one";

  private final BarePipeline pipeline;
  private final BenchOptions options;
  private final PrintStream out;

  BareBench(String bootstrapServers, BenchOptions options, PrintStream out, Clock clock) {
    this.pipeline =
        new BarePipeline(
            new KafkaClients(KafkaSettings.singleBroker(bootstrapServers).withTopicPrefix("bare.")),
            clock);
    this.options = options;
    this.out = out;
  }

  /** What the product's drain is compared with: the lesser and the greater of the two shapes. */
  record BareRates(double few, double many) {}

  BareRates run(ResultTable table) {
    out.println("bare pipeline: warming up");
    pipeline.setUp();
    pipeline.drain(options.bareJobs(), FEW);
    pipeline.drain(options.bareJobs(), MANY);
    var rates = new BareRates(drain(FEW, table), drain(MANY, table));
    out.println("bare pipeline: latency at 100 jobs/s");
    var latency = pipeline.latency(options.pace(), FEW);
    table.add(
        new Row(
            "bare: submit to confirmed claim, 100 jobs/s, p50 / p99",
            Aim.millis(latency.percentile(50)) + " / " + Aim.millis(latency.percentile(99)),
            "",
            "%d jobs, %s, %s".formatted(latency.count(), FEW, DURABILITY)));
    return rates;
  }

  private double drain(Lanes lanes, ResultTable table) {
    out.println("bare pipeline: drain with " + lanes);
    var rate = pipeline.drain(options.bareJobs(), lanes);
    table.add(
        new Row(
            "bare: submit and drain",
            Aim.number(rate.perSecond()) + " jobs/s",
            "",
            "%,d jobs, %s, %.0f µs of this JVM's CPU a job, %s"
                .formatted(rate.count(), lanes, rate.cpuMicrosEach(), DURABILITY)));
    return rate.perSecond();
  }
}
