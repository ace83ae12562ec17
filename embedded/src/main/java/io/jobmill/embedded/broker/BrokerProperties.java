// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The Kafka settings of a single node that shares a laptop with everything else. */
final class BrokerProperties {
  static final int NODE_ID = 1;
  static final String BROKER_LISTENER = "PLAINTEXT";
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final int MIB = 1024 * 1024;
  private static final String LARGEST_MESSAGE = Integer.toString(16 * MIB);

  private BrokerProperties() {}

  /**
   * The settings for one start.
   *
   * @param afterCrash whether the broker was killed and its registration has not lapsed yet
   */
  static Map<String, String> of(
      BrokerSettings settings, int brokerPort, int controllerPort, boolean afterCrash) {
    Map<String, String> properties = new HashMap<>();
    // The controller shuts out a broker whose heartbeats are late, and on a busy machine those of
    // the only broker are late for no good reason: so, a long session. After a crash a short one,
    // because the start waits until the session of the broker that crashed is over.
    properties.put("broker.session.timeout.ms", afterCrash ? "3000" : "60000");
    properties.put("broker.heartbeat.interval.ms", "500");
    identity(properties, settings.folder(), brokerPort, controllerPort);
    shareGroups(properties);
    singleNode(properties);
    sizes(properties);
    threads(properties);
    properties.putAll(settings.properties());
    return properties;
  }

  private static void identity(
      Map<String, String> properties, Path folder, int brokerPort, int controllerPort) {
    String broker = BROKER_LISTENER + "://127.0.0.1:" + brokerPort;
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", Integer.toString(NODE_ID));
    properties.put("log.dirs", folder.toString());
    properties.put(
        "listeners", broker + "," + CONTROLLER_LISTENER + "://127.0.0.1:" + controllerPort);
    properties.put("advertised.listeners", broker);
    properties.put(
        "listener.security.protocol.map",
        BROKER_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    properties.put("inter.broker.listener.name", BROKER_LISTENER);
    properties.put("controller.listener.names", CONTROLLER_LISTENER);
    // A fixed voter, named anew at each start: its port may change, its id does not.
    properties.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
  }

  /** A record is held for milliseconds, so a short lock; a dead worker is noticed soon. */
  private static void shareGroups(Map<String, String> properties) {
    properties.put("group.share.min.record.lock.duration.ms", "1000");
    properties.put("group.share.record.lock.duration.ms", "5000");
    properties.put("group.share.partition.max.record.locks", "10000");
    properties.put("group.share.min.session.timeout.ms", "5000");
    properties.put("group.share.session.timeout.ms", "10000");
    properties.put("group.share.min.heartbeat.interval.ms", "1000");
    properties.put("group.share.heartbeat.interval.ms", "2000");
    properties.put("group.share.max.size", "1000");
    properties.put("group.share.delivery.count.limit", "10");
  }

  private static void singleNode(Map<String, String> properties) {
    properties.put("default.replication.factor", "1");
    properties.put("min.insync.replicas", "1");
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "4");
    // Longer than queues keep a record: who was away meanwhile must not report old ones anew, whose
    // jobs may be forgotten.
    properties.put("offsets.retention.minutes", Integer.toString(31 * 24 * 60));
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    properties.put("share.coordinator.state.topic.num.partitions", "4");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("transaction.state.log.num.partitions", "4");
    properties.put("auto.create.topics.enable", "false");
    properties.put("auto.leader.rebalance.enable", "false");
    properties.put("group.initial.rebalance.delay.ms", "0");
    // A bound on a start that hangs, not on reading a long log again after a kill.
    properties.put("server.max.startup.time.ms", "600000");
    properties.put("log.retention.check.interval.ms", "60000");
  }

  private static void sizes(Map<String, String> properties) {
    properties.put("message.max.bytes", LARGEST_MESSAGE);
    properties.put("replica.fetch.max.bytes", LARGEST_MESSAGE);
    properties.put("replica.fetch.response.max.bytes", LARGEST_MESSAGE);
    // After a kill the unflushed segments are read again: smaller ones make that quick.
    properties.put("log.segment.bytes", Integer.toString(64 * MIB));
    properties.put("metadata.log.segment.bytes", Integer.toString(8 * MIB));
    properties.put("metadata.max.retention.bytes", Integer.toString(32 * MIB));
    // 128 MiB of heap by default, taken at the start.
    properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 * MIB));
  }

  private static void threads(Map<String, String> properties) {
    properties.put("num.network.threads", "3");
    properties.put("num.io.threads", "4");
    properties.put("background.threads", "4");
    properties.put("group.coordinator.threads", "2");
    properties.put("num.recovery.threads.per.data.dir", "2");
    // Kafka's own JMX beans: one name per JVM, so a second broker in it would only log collisions.
    properties.put("metric.reporters", "");
  }
}
