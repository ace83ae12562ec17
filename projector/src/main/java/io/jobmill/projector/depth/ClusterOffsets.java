// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.depth;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** Where topics begin and end. Waits for the answers. */
final class ClusterOffsets {

  private final Admin admin;

  ClusterOffsets(Admin admin) {
    this.admin = admin;
  }

  Map<String, List<TopicPartition>> partitions(Collection<String> topics) {
    return answer(admin.describeTopics(topics).allTopicNames()).values().stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition())))
        .collect(Collectors.groupingBy(TopicPartition::topic));
  }

  Map<TopicPartition, Long> of(Collection<TopicPartition> partitions, OffsetSpec which) {
    Map<TopicPartition, OffsetSpec> wanted =
        partitions.stream().collect(Collectors.toMap(Function.identity(), any -> which));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    answer(admin.listOffsets(wanted).all()).forEach((at, found) -> offsets.put(at, found.offset()));
    return offsets;
  }

  /**
   * Waits for what the cluster says.
   *
   * @throws KafkaException if it does not answer
   */
  static <T> T answer(KafkaFuture<T> asked) {
    try {
      return asked.get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    }
  }
}
