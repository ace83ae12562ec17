// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.depth;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Asks the cluster how far admission has come. Waits for the answers. */
final class ClusterSubmissions {

  private final Admin admin;
  private final ClusterOffsets offsets;
  private final String topic;
  private final String group;

  /**
   * @param topic the full name of the submissions topic
   * @param group in which it is read
   */
  ClusterSubmissions(Admin admin, String topic, String group) {
    this.admin = admin;
    this.offsets = new ClusterOffsets(admin);
    this.topic = topic;
    this.group = group;
  }

  /**
   * How many are not decided on, whichever projectors own them.
   *
   * @throws KafkaException if the cluster does not answer
   */
  long waiting() {
    List<TopicPartition> partitions =
        offsets.partitions(List.of(topic)).getOrDefault(topic, List.of());
    Map<TopicPartition, Long> first = offsets.of(partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> end = offsets.of(partitions, OffsetSpec.latest());
    Map<TopicPartition, OffsetAndMetadata> decided =
        ClusterOffsets.answer(
            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    long waiting = 0;
    for (TopicPartition at : partitions) {
      OffsetAndMetadata next = decided.get(at);
      long from = Math.max(first.getOrDefault(at, 0L), next == null ? 0 : next.offset());
      waiting += Math.max(0, end.getOrDefault(at, 0L) - from);
    }
    return waiting;
  }
}
