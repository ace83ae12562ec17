// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.run;

import io.jobmill.embedded.broker.BrokerSettings;
import io.jobmill.embedded.broker.BrokerStartException;
import io.jobmill.embedded.broker.EmbeddedBroker;
import io.jobmill.embedded.store.LocalStore;
import io.jobmill.embedded.store.StoreChoice;
import io.jobmill.embedded.store.StoreKind;
import io.jobmill.embedded.store.StoreStartException;
import io.jobmill.job.Pool;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.standalone.RefusedException;
import io.jobmill.standalone.console.Console;
import io.jobmill.standalone.folder.Key;
import io.jobmill.standalone.folder.StateFolder;
import io.jobmill.standalone.log.LogFile;
import io.jobmill.standalone.setting.ServerSettings;
import io.jobmill.standalone.setting.StandaloneSettings;
import io.jobmill.wire.Topics;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationContext;

/** Looks whether the start can succeed, then starts part after part, each on those before it. */
final class StartSequence {
  private static final Logger log = LoggerFactory.getLogger(StartSequence.class);

  private static final Duration BROKER_STOP = Duration.ofSeconds(2);
  private static final Duration STORE_STOP = Duration.ofSeconds(2);

  private final StandaloneSettings settings;
  private final Map<String, String> environment;
  private final Console console;
  private final RunningParts parts;

  StartSequence(
      StandaloneSettings settings,
      Map<String, String> environment,
      Console console,
      RunningParts parts) {
    this.settings = settings;
    this.environment = environment;
    this.console = console;
    this.parts = parts;
  }

  Addresses run() {
    long began = System.nanoTime();
    // The folder first: it says that the ports are in use by another Jobmill.
    StateFolder folder = StateFolder.open(settings.dataFolder());
    parts.add(
        new RunningPart(Stage.DATA_FOLDER, "data folder", Duration.ofSeconds(1), folder::close));
    checkPorts();
    LogFile logFile = LogFile.open(folder.logs(), console);
    console.line("Starting Jobmill.");

    Key admin = folder.adminKey(settings.keys());
    try {
      Addresses addresses = servers(folder, admin, logFile.path());
      log.info("started seconds={}", (System.nanoTime() - began) / 1e9);
      return addresses;
    } catch (RuntimeException e) {
      // The next start makes one, and shows it.
      folder.withdraw(admin);
      throw e;
    }
  }

  private Addresses servers(StateFolder folder, Key admin, Path log) {
    Optional<StoreChoice> choice = storeChoice(folder);
    String kafka = kafka(folder);
    Store store = store(choice);
    ApplicationContext gateway =
        services(new Ground(settings, folder, kafka, store.uri(), store.embedded()), admin);
    int port = gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    Topics topics = gateway.getBean(KafkaClients.class).settings().topics();
    return new Addresses(
        URI.create("http://localhost:" + port),
        new Addresses.Kafka(kafka, topics.queue(Pool.DEFAULT)),
        store.explained(),
        new Addresses.Folders(folder.path(), settings.templatesFolder(), log),
        admin);
  }

  /** Which store it will be, absent for one that runs elsewhere: refused before anything starts. */
  private Optional<StoreChoice> storeChoice(StateFolder folder) {
    if (settings.servers().mongodb().isPresent()) {
      return Optional.empty();
    }
    try {
      return Optional.of(StoreChoice.of(environment, folder.store()));
    } catch (StoreStartException e) {
      throw new RefusedException(String.valueOf(e.getMessage()), e);
    }
  }

  private void checkPorts() {
    FreePort.check("SERVER_PORT", null, settings.web());
    if (settings.servers().kafka().isEmpty()) {
      FreePort.checkDifferent(
          "SERVER_PORT", settings.web(), "JOBMILL_KAFKA_PORT", settings.servers().kafkaPort());
      FreePort.check(
          "JOBMILL_KAFKA_PORT", InetAddress.getLoopbackAddress(), settings.servers().kafkaPort());
    }
  }

  private String kafka(StateFolder folder) {
    ServerSettings servers = settings.servers();
    if (servers.kafka().isPresent()) {
      console.row("Kafka", servers.kafka().get());
      return servers.kafka().get();
    }
    BrokerSettings broker = BrokerSettings.in(folder.kafka()).withPort(servers.kafkaPort());
    return step(
        "Kafka",
        () -> {
          EmbeddedBroker running = EmbeddedBroker.start(broker);
          parts.add(new RunningPart(Stage.SERVERS, "Kafka", BROKER_STOP, running::close));
          return running.bootstrapServers();
        });
  }

  private Store store(Optional<StoreChoice> own) {
    if (own.isEmpty()) {
      console.row("store", "as JOBMILL_MONGODB_URI says");
      return new Store(
          settings.servers().mongodb().orElseThrow(), false, "the MongoDB of JOBMILL_MONGODB_URI");
    }
    StoreChoice choice = own.get();
    return step(
        "store",
        () -> {
          LocalStore running = choice.open(0);
          parts.add(new RunningPart(Stage.SERVERS, "store", STORE_STOP, running::close));
          return new Store(running.uri(), running.kind() == StoreKind.EMBEDDED, choice.explained());
        });
  }

  /** The gateway comes last: who can call it finds all that it needs. */
  private ApplicationContext services(Ground ground, Key admin) {
    Services services = new Services(ground, parts);
    ApplicationContext projector = step("projector", services::projector);
    ApplicationContext worker = step("worker", services::worker);
    Map<String, HealthIndicator> others = Services.healthOf(projector, worker);
    return step("HTTP", () -> services.gateway(admin, others));
  }

  private <T> T step(String name, Supplier<T> start) {
    console.begin(name);
    long began = System.nanoTime();
    try {
      T started = start.get();
      console.complete(name, "started in %.1f s".formatted((System.nanoTime() - began) / 1e9));
      return started;
    } catch (BrokerStartException | StoreStartException e) {
      throw new RefusedException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Where the store is, and what it is good for. */
  private record Store(String uri, boolean embedded, String explained) {}
}
