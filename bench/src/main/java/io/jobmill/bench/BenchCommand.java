// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench;

import io.jobmill.bench.BareBench.BareRates;
import io.jobmill.bench.product.Product;
import io.jobmill.bench.product.ProductServers;
import io.jobmill.bench.scale.ScaleCommand;
import io.jobmill.bench.table.ResultTable;
import io.jobmill.embedded.broker.BrokerSettings;
import io.jobmill.embedded.broker.EmbeddedBroker;
import io.jobmill.embedded.store.StoreChoice;
import io.jobmill.kafka.KafkaSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures the bare Kafka pipeline and then the running product, on the same broker. */
@Command(
    name = "bench",
    description =
        "Measures the bare Kafka pipeline and the running product in one run, and prints a table.",
    mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {

  private final Map<String, String> environment;
  private final PrintStream out;
  private final Clock clock;

  @Mixin private final BenchOptions options = new BenchOptions();

  /**
   * @param environment names the store, as for standalone
   * @param out takes progress and the table
   */
  public BenchCommand(Map<String, String> environment, PrintStream out, Clock clock) {
    this.environment = Map.copyOf(environment);
    this.out = out;
    this.clock = clock;
  }

  /** The command with what can follow it. */
  public static CommandLine commandLine(
      Map<String, String> environment, PrintStream out, Clock clock) {
    return new CommandLine(new BenchCommand(environment, out, clock))
        .addSubcommand(new ScaleCommand(environment, out, clock));
  }

  @Override
  public Integer call() throws IOException {
    out.println(Machine.here());
    var table = new ResultTable();
    try (var folder = BenchFolder.open(options.folder);
        var broker = EmbeddedBroker.start(BrokerSettings.in(folder.path().resolve("kafka")))) {
      var kafka = broker.bootstrapServers();
      var bare = new BareBench(kafka, options, out, clock).run(table);
      if (!options.bareOnly) {
        product(kafka, folder.path(), bare, table);
      }
    }
    out.println();
    out.println("load when it was over: " + Machine.here().load());
    out.println(table);
    return 0;
  }

  private void product(String kafka, Path folder, BareRates bare, ResultTable table)
      throws IOException {
    var choice = StoreChoice.of(settings(), folder.resolve("store"));
    out.println("store: " + choice.explained());
    try (var store = choice.open(0)) {
      var described = StoreDescription.of(store);
      var servers =
          new ProductServers(
              KafkaSettings.singleBroker(kafka), store.uri(), "jobmill", folder, options.slots);
      try (var product = Product.start(servers, clock)) {
        new ProductBench(product, store.kind(), described, options, out).run(bare, table);
      }
    }
  }

  private Map<String, String> settings() {
    var settings = new HashMap<>(environment);
    if (options.store != null) {
      settings.put("JOBMILL_STORE", options.store);
    }
    return settings;
  }
}
