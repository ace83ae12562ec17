// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import io.jobmill.embedded.store.MongodBinary;
import io.jobmill.standalone.flow.InstallationKeys;
import io.jobmill.testkit.process.ChildJvmSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A broker, a store, a gateway, a projector and two workers, each a process of its own. The first
 * worker reaches the broker, and the projector the store, over a network that can be broken.
 */
final class Installation implements AutoCloseable {
  private static final int OTHER_HOST = 2;

  private final Path folder;
  private final @Nullable SmallDisk disk;
  private final Releases releases;
  private final ProcessClock workerClock;
  private final ProcessClock projectorClock;
  private final @Nullable Path mongod =
      MongodBinary.find(System.getenv(), "JOBMILL_TEST_MONGOD").orElse(null);
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

  Installation(Path folder, Path templates, Surroundings surroundings)
      throws IOException, InterruptedException {
    this.folder = folder;
    this.keys = InstallationKeys.in(folder);
    this.releases = new Releases(folder.resolve("releases"), surroundings.previous());
    this.workerClock = ProcessClock.right(folder.resolve("worker.clock"), surroundings.faketime());
    this.projectorClock =
        ProcessClock.right(folder.resolve("projector.clock"), surroundings.faketime());
    this.disk =
        surroundings.disks() == null
            ? null
            : SmallDisk.mountedOn(surroundings.disks().resolve("disk"));
    toBroker =
        TcpProxy.between(
            TcpProxy.loopback(OTHER_HOST, brokerPort), TcpProxy.loopback(1, brokerPort));
    toStore = TcpProxy.between(TcpProxy.loopback(1, 0), TcpProxy.loopback(1, storePort));
    Programs programs = new Programs(folder, mongod, releases, bootstrapServers());
    broker =
        Part.server("broker", programs.broker(disk == null ? folder : disk.folder(), brokerPort));
    store = Part.server("store", programs.store(storePort));
    gateway =
        Part.service(
            "gateway",
            programs
                .service("gateway", "api-gateway", storePort)
                .environment("SPRING_CONFIG_IMPORT", keys.forGateways())
                .environment("JOBMILL_TEMPLATES_DIR", templates.toString()),
            gatewayPort);
    projector =
        Part.service(
            "projector",
            projectorClock.of(others(programs.service("projector", "projector", toStore.port()))),
            freePort());
    workers =
        List.of(
            Part.service(
                "worker 1",
                workerClock.of(
                    Programs.toWhichThisIsAnother(
                        folder, OTHER_HOST, others(programs.worker("worker 1", "one", storePort)))),
                freePort()),
            Part.service(
                "worker 2", others(programs.worker("worker 2", "two", storePort)), freePort()));
  }

  private ChildJvmSettings others(ChildJvmSettings service) throws IOException {
    return service.environment("SPRING_CONFIG_IMPORT", keys.forOthers());
  }

  void start() throws InterruptedException {
    broker.start();
    store.start();
    broker.awaitReady();
    store.awaitReady();
    services().forEach(Part::start);
    services().forEach(Part::awaitFirstReady);
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

  ProcessClock workerClock() {
    return workerClock;
  }

  ProcessClock projectorClock() {
    return projectorClock;
  }

  /** What the broker writes on. */
  SmallDisk disk() {
    return Objects.requireNonNull(disk, "no disk that can be filled");
  }

  /** Replaces one service after the other by the previous version. */
  void rollBack() throws Exception {
    for (Part service : services()) {
      service.stop();
      releases.usePrevious(service.name());
      service.start();
      service.awaitReady();
    }
  }

  /** The same by this version. */
  void rollForward() throws Exception {
    for (Part service : services()) {
      service.stop();
      releases.useThis(service.name());
      service.start();
      service.awaitReady();
    }
  }

  private List<Part> services() {
    return List.of(gateway, projector, workers.get(0), workers.get(1));
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
  void awaitHealth(Duration patience) throws InterruptedException {
    for (Part service : services()) {
      service.awaitReady(patience);
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
    releases.close();
    if (disk != null) {
      disk.close();
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
