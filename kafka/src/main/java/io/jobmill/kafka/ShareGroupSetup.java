// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import io.jobmill.job.JobQueue;
import io.jobmill.job.Pool;
import io.jobmill.job.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Sets up the share group of a queue before its first member joins: a group that begins at {@code
 * latest}, as Kafka has it, would skip every job submitted before.
 */
public final class ShareGroupSetup {

  /** A worker holds a record for milliseconds; a longer lock only helps a frozen one to hoard. */
  private static final Duration WANTED_LOCK = Duration.ofSeconds(5);

  private static final String OFFSET_RESET = "share.auto.offset.reset";
  private static final String LOCK = "share.record.lock.duration.ms";
  private static final String DELIVERY_LIMIT = "share.delivery.count.limit";
  private static final String BROKER_LEAST_LOCK = "group.share.min.record.lock.duration.ms";
  private static final String BROKER_DELIVERY_LIMIT = "group.share.delivery.count.limit";
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final Admin admin;
  private final KafkaSettings settings;

  public ShareGroupSetup(Admin admin, KafkaSettings settings) {
    this.admin = admin;
    this.settings = settings;
  }

  /**
   * The same of all queues of a pool.
   *
   * @throws KafkaUnreachableException if the cluster does not answer within the start timeout
   * @throws KafkaSetupException if it refuses, or does not do as it was told
   */
  public Map<Priority, QueueGroup> ensure(Pool pool) {
    var groups = new EnumMap<Priority, QueueGroup>(Priority.class);
    JobQueue.of(pool).forEach(queue -> groups.put(queue.priority(), ensure(queue)));
    return groups;
  }

  /**
   * Makes the queue's group begin at the earliest record, with a lock as near to five seconds as
   * the cluster allows, and reads both back.
   *
   * @throws KafkaUnreachableException if the cluster does not answer within the start timeout
   * @throws KafkaSetupException if it refuses, or does not do as it was told
   */
  public QueueGroup ensure(JobQueue queue) {
    var calls = new AdminCalls(settings);
    var group = new ConfigResource(ConfigResource.Type.GROUP, settings.topics().queue(queue));
    try {
      var broker = broker(calls);
      var wanted = wanted(config(group, calls), broker);
      if (!wanted.isEmpty()) {
        calls.await(admin.incrementalAlterConfigs(Map.of(group, wanted)).all());
      }
      var effective = awaitChange(group, wanted, calls);
      return new QueueGroup(
          group.name(),
          Duration.ofMillis(number(effective, LOCK)),
          Math.toIntExact(
              effective.get(DELIVERY_LIMIT) != null
                  ? number(effective, DELIVERY_LIMIT)
                  : number(broker, BROKER_DELIVERY_LIMIT)));
    } catch (KafkaException e) {
      throw new KafkaSetupException(
          "share group %s could not be set up: %s (Kafka 4.2 or newer is needed, with DESCRIBE_CONFIGS and ALTER_CONFIGS on the group and DESCRIBE_CONFIGS on the cluster)"
              .formatted(group.name(), e.getMessage()),
          e);
    }
  }

  private static List<AlterConfigOp> wanted(Config now, Config broker) {
    var changes = new ArrayList<AlterConfigOp>();
    if (!"earliest".equals(value(now, OFFSET_RESET))) {
      changes.add(set(OFFSET_RESET, "earliest"));
    }
    long lock = Math.max(WANTED_LOCK.toMillis(), number(broker, BROKER_LEAST_LOCK));
    if (number(now, LOCK) > lock) {
      changes.add(set(LOCK, Long.toString(lock)));
    }
    return changes;
  }

  private Config awaitChange(ConfigResource group, List<AlterConfigOp> wanted, AdminCalls calls) {
    while (true) {
      var now = config(group, calls);
      var open =
          wanted.stream()
              .map(AlterConfigOp::configEntry)
              .filter(entry -> !value(now, entry.name()).equals(entry.value()))
              .findFirst();
      if (open.isEmpty()) {
        return now;
      }
      var entry = open.get();
      calls.pauseOrFail(
          BETWEEN_LOOKS,
          "share group %s has %s=%s although it was set to %s"
              .formatted(group.name(), entry.name(), value(now, entry.name()), entry.value()));
    }
  }

  private Config broker(AdminCalls calls) {
    var node = calls.await(admin.describeCluster().nodes()).iterator().next();
    return config(new ConfigResource(ConfigResource.Type.BROKER, node.idString()), calls);
  }

  private Config config(ConfigResource resource, AdminCalls calls) {
    var config = calls.await(admin.describeConfigs(List.of(resource)).all()).get(resource);
    if (config == null) {
      throw new KafkaException("no answer about " + resource);
    }
    return config;
  }

  private static AlterConfigOp set(String name, String value) {
    return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
  }

  private static String value(Config config, String name) {
    var entry = config.get(name);
    if (entry == null) {
      throw new KafkaException("the cluster does not know " + name);
    }
    return entry.value();
  }

  private static long number(Config config, String name) {
    return Long.parseLong(value(config, name));
  }
}
