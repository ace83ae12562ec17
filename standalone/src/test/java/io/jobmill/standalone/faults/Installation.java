// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import io.jobmill.embedded.store.MongodBinary;
import io.jobmill.standalone.flow.InstallationKeys;
import io.jobmill.standalone.flow.ServiceProcess;
import io.jobmill.testkit.process.ChildJvm;
import io.jobmill.testkit.process.ChildJvmSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A broker, a store, a gateway, a projector and two workers, each a process of its own. The first
 * worker reaches the broker, and the projector the store, over a network that can be broken.
 */
final class Installation implements AutoCloseable {
  private static final int OTHER_HOST = 2;

  private final Path folder;
  private final @Nullable Path mongod;
  private final InstallationKeys keys;
  private final int gatewayPort = freePort();
  private final int brokerPort = freePort();
  private final int storePort = freePort();
  private final TcpProxy toBroker;
  private final TcpProxy toStore;
  private final Part broker;
  private final Part store;
  private final Part gateway;
  private final Part projector;
  private final List<Part> workers;

  Installation(Path folder, Path templates) throws IOException, InterruptedException {
    this.folder = folder;
    this.mongod = MongodBinary.find(System.getenv(), "JOBMILL_TEST_MONGOD").orElse(null);
    this.keys = InstallationKeys.in(folder);
    toBroker =
        TcpProxy.between(
            TcpProxy.loopback(OTHER_HOST, brokerPort), TcpProxy.loopback(1, brokerPort));
    toStore = TcpProxy.between(TcpProxy.loopback(1, 0), TcpProxy.loopback(1, storePort));
    broker = Part.server("broker", server("broker", brokerPort).option("-Xmx256m"));
    store = Part.server("store", storeServer());
    gateway =
        Part.service(
            "gateway",
            service("api-gateway", "gateway", storePort)
                .environment("SPRING_CONFIG_IMPORT", keys.forGateways())
                .environment("JOBMILL_TEMPLATES_DIR", templates.toString()),
            gatewayPort);
    projector =
        Part.service("projector", service("projector", "projector", toStore.port()), freePort());
    workers =
        List.of(
            Part.service(
                "worker 1",
                worker("one").option("-Djdk.net.hosts.file=" + hostsOfTheOtherHost()),
                freePort()),
            Part.service("worker 2", worker("two"), freePort()));
  }

  void start() throws InterruptedException {
    broker.start();
    store.start();
    broker.awaitReady();
    store.awaitReady();
    List<Part> services = List.of(gateway, projector, workers.get(0), workers.get(1));
    services.forEach(Part::start);
    for (Part service : services) {
      service.awaitReady();
    }
  }

  Part broker() {
    return broker;
  }

  Part store() {
    return store;
  }

  Part gateway() {
    return gateway;
  }

  Part projector() {
    return projector;
  }

  /** The one that reaches the broker over the network. */
  Part worker() {
    return workers.get(0);
  }

  TcpProxy networkToBroker() {
    return toBroker;
  }

  TcpProxy networkToStore() {
    return toStore;
  }

  /** The store's own process, if it has one: a mongod, which is started again by its parent. */
  Optional<ProcessHandle> mongod() throws IOException {
    if (mongod == null) {
      return Optional.empty();
    }
    String pid = Files.readString(folder.resolve("store/db/mongod.lock")).strip();
    return ProcessHandle.of(Long.parseLong(pid));
  }

  String whatTheStoreIs() {
    return mongod == null ? "embedded store" : "mongod";
  }

  URI root() {
    return URI.create("http://127.0.0.1:" + gatewayPort);
  }

  String adminKey() throws IOException {
    return keys.admin();
  }

  String bootstrapServers() {
    return "localhost:" + brokerPort;
  }

  /** Returns when every part does its work, without anybody having helped. */
  void awaitHealth() throws InterruptedException {
    for (Part service : List.of(gateway, projector, workers.get(0), workers.get(1))) {
      service.awaitReady();
    }
  }

  /** What the services have written, for when something is wrong. */
  void keepOutput(Path into) throws IOException {
    Files.createDirectories(into);
    for (Part part : List.of(broker, store, gateway, projector, workers.get(0), workers.get(1))) {
      Files.write(into.resolve(part.name().replace(' ', '-') + ".log"), part.process().output());
    }
  }

  @Override
  public void close() throws IOException {
    for (Part part : List.of(workers.get(0), workers.get(1), projector, gateway, store, broker)) {
      part.close();
    }
    toBroker.close();
    toStore.close();
  }

  private ChildJvmSettings storeServer() {
    return mongod == null
        ? server("store", storePort).option("-Xmx192m")
        : server("mongod", storePort).argument(mongod.toString()).option("-Xmx64m");
  }

  private ChildJvmSettings server(String kind, int port) {
    String name = kind.equals("mongod") ? "store" : kind;
    return ChildJvm.of(FaultyServers.class)
        .argument(kind)
        .argument(folder.resolve(name).toString())
        .argument(Integer.toString(port));
  }

  private ChildJvmSettings worker(String name) throws IOException {
    return service("worker", name, storePort)
        .environment("JOBMILL_WORKER_HOSTNAME", name)
        .environment("JOBMILL_WORKER_SLOTS", "16");
  }

  private ChildJvmSettings service(String service, String name, int mongoPort) throws IOException {
    String direct = mongod == null ? "" : "/?directConnection=true";
    return ChildJvm.of(ServiceProcess.jar(service))
        .option("-Xmx128m")
        .environment("SPRING_CONFIG_IMPORT", keys.forOthers())
        .environment("JOBMILL_DATA_DIR", folder.resolve(name).toString())
        .environment("JOBMILL_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers())
        .environment("JOBMILL_MONGODB_URI", "mongodb://127.0.0.1:" + mongoPort + direct);
  }

  /** A host to which this one is another. */
  private Path hostsOfTheOtherHost() throws IOException {
    String self = InetAddress.getLocalHost().getHostName();
    return Files.writeString(
        folder.resolve("hosts"),
        "127.0.0.%d localhost\n127.0.0.1 %s\n".formatted(OTHER_HOST, self));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
