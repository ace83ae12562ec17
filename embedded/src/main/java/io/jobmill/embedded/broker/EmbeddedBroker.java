// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.broker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;

/**
 * A running Apache Kafka broker in this JVM, reachable on 127.0.0.1 only. Its log outlives it: the
 * next broker on the same folder is the same cluster with the same records, also after {@code kill
 * -9}. Records are not forced to disk one by one, so a power cut may cost the last of them.
 */
public final class EmbeddedBroker implements AutoCloseable {
  // One node has nobody to hand its partitions to, so there is little to wait for.
  private static final Duration CONTROLLED_SHUTDOWN = Duration.ofSeconds(5);

  private final LogFolder folder;
  private final LoopbackListeners listeners;
  private final BrokerFaults faults = new BrokerFaults();
  private final ControllerServer controller;
  private final BrokerServer broker;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedBroker(BrokerSettings settings, LogFolder folder, LoopbackListeners listeners)
      throws Exception {
    this.folder = folder;
    this.listeners = listeners;
    boolean afterCrash = !folder.leftInOrder();
    MetaPropertiesEnsemble identity = folder.formatted();
    KafkaConfig config =
        new KafkaConfig(
            BrokerProperties.of(
                settings, listeners.brokerPort(), listeners.controllerPort(), afterCrash),
            false);
    SharedServer shared =
        new SharedServer(
            config,
            identity,
            Time.SYSTEM,
            new Metrics(),
            CompletableFuture.completedFuture(
                Map.of(BrokerProperties.NODE_ID, listeners.controllerAddress())),
            List.of(),
            faults,
            listeners);
    controller =
        new ControllerServer(
            shared,
            KafkaRaftServer.configSchema(),
            new BootstrapDirectory(folder.path().toString()).read());
    broker = new BrokerServer(shared);
  }

  /**
   * Starts a broker and returns when clients can use it.
   *
   * @throws BrokerStartException when the port is taken, the folder cannot be used, or Kafka
   *     refuses
   */
  public static EmbeddedBroker start(BrokerSettings settings) {
    LogFolder folder = LogFolder.take(settings.folder());
    try {
      return start(settings, folder, LoopbackListeners.bind(settings.port()));
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private static EmbeddedBroker start(
      BrokerSettings settings, LogFolder folder, LoopbackListeners listeners) {
    try {
      EmbeddedBroker embedded = new EmbeddedBroker(settings, folder, listeners);
      embedded.serve();
      return embedded;
    } catch (BrokerStartException e) {
      listeners.close();
      throw e;
    } catch (Exception e) {
      listeners.close();
      throw BrokerStartException.failed(folder.path(), e);
    }
  }

  private void serve() {
    try {
      controller.startup();
      broker.startup();
      faults.served();
    } catch (RuntimeException e) {
      stop();
      throw BrokerStartException.failed(folder.path(), faults.blame(e));
    }
  }

  /** The port of the listener, the chosen one if any free one was asked for. */
  public int port() {
    return listeners.brokerPort();
  }

  /** What clients take as {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port();
  }

  /** The id that the folder got when it was first used. */
  public String clusterId() {
    return broker.clusterId();
  }

  /** Stops within a few seconds and leaves the log clean. A second call does nothing. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      stop();
    } finally {
      listeners.close();
      folder.close();
    }
  }

  /** The broker first: the controller lets it go in order. */
  private void stop() {
    faults.closing();
    try {
      broker.shutdown(CONTROLLED_SHUTDOWN);
    } finally {
      controller.shutdown();
    }
  }
}
