// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.scale;

import com.mongodb.client.MongoClients;
import io.jobmill.bench.product.ProductServers;
import io.jobmill.bench.product.ReadingServices;
import io.jobmill.bench.table.Aim;
import io.jobmill.bench.table.ResultTable;
import io.jobmill.embedded.broker.BrokerSettings;
import io.jobmill.embedded.broker.EmbeddedBroker;
import io.jobmill.embedded.store.StoreChoice;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.KafkaSettings;
import io.jobmill.projector.store.Positions;
import io.jobmill.store.ViewDatabase;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.InterruptException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fills a store with jobs and measures how long its readers wait. */
@Command(
    name = "scale",
    description = "Fills a store with jobs and measures every list and every answer about a job.",
    mixinStandardHelpOptions = true)
public final class ScaleCommand implements Callable<Integer> {

  private static final Duration SPAN = Duration.ofDays(5);
  private static final Duration ADMIN = Duration.ofSeconds(10);
  private static final String DATABASE = "jobmill";

  private final Map<String, String> environment;
  private final PrintStream out;
  private final Clock clock;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Jobs in the store (default: ${DEFAULT-VALUE}).")
  private int jobs;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      required = true,
      description =
          "A folder for the broker's and the store's data, which is left behind; one that this command has filled is asked again.")
  private Path folder;

  /**
   * @param environment names the store, as for standalone
   */
  public ScaleCommand(Map<String, String> environment, PrintStream out, Clock clock) {
    this.environment = Map.copyOf(environment);
    this.out = out;
    this.clock = clock;
    this.folder = Path.of("");
  }

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(folder);
    var choice = StoreChoice.of(environment, folder.resolve("store"));
    out.println("store: " + choice.explained());
    try (var broker = EmbeddedBroker.start(BrokerSettings.in(folder.resolve("kafka")));
        var store = choice.open(0)) {
      var kafka = KafkaSettings.singleBroker(broker.bootstrapServers());
      var servers = new ProductServers(kafka, store.uri(), DATABASE, folder, 1);
      var end = clock.instant();
      var sample = StoreFiller.sampled(store.uri(), DATABASE);
      if (sample.jobs().isEmpty()) {
        begin(servers);
        sample = fill(store.uri(), end);
      } else {
        out.println("asking what is there: " + size(store.uri()));
      }
      try (var services = ReadingServices.start(servers)) {
        out.println(measured(services, sample, end));
      }
    }
    return 0;
  }

  /** A projector takes a store that has no positions for one that was dropped, and empties it. */
  private static void begin(ProductServers servers) throws IOException {
    var events = servers.kafka().topics().events();
    // Makes the topics.
    ReadingServices.start(servers).close();
    try (var admin = new KafkaClients(servers.kafka()).admin("bench-scale", ADMIN);
        var client = MongoClients.create(servers.mongoUri())) {
      var topic =
          admin.describeTopics(List.of(events)).allTopicNames().get().values().iterator().next();
      Map<Integer, Long> first = new HashMap<>();
      topic.partitions().forEach(partition -> first.put(partition.partition(), 0L));
      new Positions(new ViewDatabase(client, DATABASE), events, topic.topicId().toString())
          .write(first);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(events + " cannot be described: " + e, e);
    }
  }

  private StoreFiller.Sample fill(String uri, Instant end) {
    out.println("making %,d jobs".formatted(jobs));
    long start = System.nanoTime();
    var sample =
        StoreFiller.fill(uri, DATABASE, new EndedJobs(jobs, end, SPAN, end.getEpochSecond()), jobs);
    double seconds = (System.nanoTime() - start) / 1e9;
    out.println("  %s jobs/s, %s".formatted(Aim.number(jobs / seconds), size(uri)));
    return sample;
  }

  private static String size(String uri) {
    try (var client = MongoClients.create(uri)) {
      var database = client.getDatabase(DATABASE);
      return "%,d jobs and %,d runs stored"
          .formatted(
              database.getCollection("jobs").estimatedDocumentCount(),
              database.getCollection("runs").estimatedDocumentCount());
    }
  }

  private ResultTable measured(ReadingServices services, StoreFiller.Sample sample, Instant end)
      throws IOException {
    var table = new ResultTable();
    var questions = Questions.of(sample, jobs, end, SPAN);
    try (var asking = new Asking(services.http(), services.adminKey())) {
      // A server that was started a moment ago is busy compiling itself.
      for (var question : questions) {
        out.println("warming up: " + question.what());
        asking.ask(question);
      }
      for (var question : questions) {
        out.println("asking: " + question.what());
        table.add(asking.ask(question));
      }
    }
    return table;
  }
}
