// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import io.jobmill.job.JobQueue;
import io.jobmill.job.Pool;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.Loop;
import io.jobmill.kafka.QueueGroup;
import io.jobmill.worker.execution.Slots;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the queues for which no lane has slots to poll: asks the cluster now and then whether
 * anything waits there, so that a lane asks for slots only where there is something to take. While
 * every queue has a lane that polls, it asks nothing.
 */
final class UnwatchedQueues implements Loop {

  static final Duration EVERY = Duration.ofMillis(500);

  private static final Duration CALL = Duration.ofSeconds(5);

  private final KafkaClients clients;
  private final Map<JobQueue, QueueGroup> groups;
  private final Map<Pool, Slots> slots;
  private @Nullable Admin admin;

  /**
   * @param slots of each pool
   */
  UnwatchedQueues(KafkaClients clients, Map<JobQueue, QueueGroup> groups, Map<Pool, Slots> slots) {
    this.clients = clients;
    this.groups = Map.copyOf(groups);
    this.slots = Map.copyOf(slots);
  }

  @Override
  public void runOnce() throws InterruptedException {
    Map<String, JobQueue> unwatched = new LinkedHashMap<>();
    groups.forEach(
        (queue, group) -> {
          if (slotsOf(queue).isUnwatched(queue.priority())) {
            unwatched.put(group.groupId(), queue);
          }
        });
    if (!unwatched.isEmpty()) {
      look(unwatched);
    }
  }

  @Override
  public void ended() {
    Admin opened = admin;
    if (opened != null) {
      opened.close(Duration.ZERO);
    }
  }

  private void look(Map<String, JobQueue> unwatched) throws InterruptedException {
    Map<String, ListShareGroupOffsetsSpec> asked = new HashMap<>();
    unwatched.keySet().forEach(group -> asked.put(group, new ListShareGroupOffsetsSpec()));
    var answers = opened().listShareGroupOffsets(asked);
    for (Map.Entry<String, JobQueue> one : unwatched.entrySet()) {
      if (isWaiting(one.getKey(), answers.partitionsToOffsetInfo(one.getKey()))) {
        slotsOf(one.getValue()).notice(one.getValue().priority());
      }
    }
  }

  private boolean isWaiting(
      String topic, KafkaFuture<Map<TopicPartition, SharePartitionOffsetInfo>> asked)
      throws InterruptedException {
    Map<TopicPartition, SharePartitionOffsetInfo> group;
    try {
      group = asked.get();
    } catch (ExecutionException e) {
      // A group that nobody has joined yet is unknown: then everything on its queue waits.
      group = Map.of();
    }
    boolean waiting = false;
    for (int i = 0; i < clients.settings().queuePartitions(); i++) {
      TopicPartition partition = new TopicPartition(topic, i);
      SharePartitionOffsetInfo info = group.get(partition);
      Optional<Long> lag = info == null ? Optional.empty() : info.lag();
      waiting |= lag.isPresent() ? lag.get() > 0 : !isEmpty(partition);
    }
    return waiting;
  }

  private boolean isEmpty(TopicPartition partition) throws InterruptedException {
    try {
      return offset(partition, OffsetSpec.earliest()) >= offset(partition, OffsetSpec.latest());
    } catch (ExecutionException e) {
      throw new KafkaException("ends of %s could not be read".formatted(partition), e.getCause());
    }
  }

  private long offset(TopicPartition partition, OffsetSpec which)
      throws InterruptedException, ExecutionException {
    return opened().listOffsets(Map.of(partition, which)).partitionResult(partition).get().offset();
  }

  private Slots slotsOf(JobQueue queue) {
    Slots own = slots.get(queue.pool());
    if (own == null) {
      throw new KafkaException("no slots for queue " + queue);
    }
    return own;
  }

  private Admin opened() {
    Admin known = admin;
    if (known == null) {
      known = clients.admin("worker-unwatched", CALL);
      admin = known;
    }
    return known;
  }
}
