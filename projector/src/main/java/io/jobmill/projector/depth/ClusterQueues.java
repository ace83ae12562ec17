// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.depth;

import io.jobmill.job.JobQueue;
import io.jobmill.wire.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Asks the cluster for the queues of all pools there are. Waits for the answers. */
final class ClusterQueues {

  private final Admin admin;
  private final ClusterOffsets offsets;
  private final Topics topics;

  ClusterQueues(Admin admin, Topics topics) {
    this.admin = admin;
    this.offsets = new ClusterOffsets(admin);
    this.topics = topics;
  }

  /**
   * @param retention how long it keeps a request
   */
  record Queue(JobQueue queue, Map<TopicPartition, Depth> partitions, Duration retention) {}

  /**
   * @throws KafkaException if the cluster does not answer
   */
  List<Queue> all() {
    List<String> names =
        ClusterOffsets.answer(admin.listTopics().names()).stream()
            .filter(name -> topics.queueOf(name).isPresent())
            .toList();
    Map<String, List<TopicPartition>> partitions = offsets.partitions(names);
    List<TopicPartition> every = partitions.values().stream().flatMap(Collection::stream).toList();
    Map<TopicPartition, Long> first = offsets.of(every, OffsetSpec.earliest());
    Map<TopicPartition, Long> end = offsets.of(every, OffsetSpec.latest());
    Map<String, Duration> retention = retention(names);
    return names.stream()
        .map(
            name -> {
              Map<TopicPartition, SharePartitionOffsetInfo> group = group(name);
              Map<TopicPartition, Depth> depths = new HashMap<>();
              for (TopicPartition at : partitions.getOrDefault(name, List.of())) {
                long from = first.getOrDefault(at, 0L);
                depths.put(at, Depth.of(group.get(at), from, end.getOrDefault(at, from)));
              }
              return new Queue(
                  topics.queueOf(name).orElseThrow(),
                  depths,
                  retention.getOrDefault(name, Duration.ZERO));
            })
        .toList();
  }

  /** A group that nobody has joined yet is unknown: then everything on its queue waits. */
  private Map<TopicPartition, SharePartitionOffsetInfo> group(String name) {
    var asked = admin.listShareGroupOffsets(Map.of(name, new ListShareGroupOffsetsSpec()));
    try {
      return ClusterOffsets.answer(asked.partitionsToOffsetInfo(name));
    } catch (GroupIdNotFoundException e) {
      return Map.of();
    }
  }

  private Map<String, Duration> retention(List<String> names) {
    List<ConfigResource> resources =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    Map<String, Duration> retention = new HashMap<>();
    ClusterOffsets.answer(admin.describeConfigs(resources).all())
        .forEach((topic, config) -> retention.put(topic.name(), retention(config)));
    return retention;
  }

  private static Duration retention(Config config) {
    var entry = config.get(TopicConfig.RETENTION_MS_CONFIG);
    long millis = entry == null ? -1 : Long.parseLong(entry.value());
    return Duration.ofMillis(millis < 0 ? Long.MAX_VALUE : millis);
  }
}
