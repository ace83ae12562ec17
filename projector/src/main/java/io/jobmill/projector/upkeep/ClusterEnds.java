// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.job.JobQueue;
import io.jobmill.projector.upkeep.ActiveJobs.QueuePartition;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;

/** How far things are on the cluster. Answers come later; nobody waits for them. */
interface ClusterEnds {

  /**
   * The queues as they are at one time.
   *
   * @param ends the offset after the last request, of every queue there is
   * @param doneBelow below which offset the workers are through with everything; of queues whose
   *     workers have not begun, absent
   */
  record Queues(Map<TopicPartition, Long> ends, Map<QueuePartition, Long> doneBelow) {}

  /** The offset after the last event, by partition. */
  CompletableFuture<Map<Integer, Long>> events();

  /**
   * @param queues whose progress is wanted as well
   */
  CompletableFuture<Queues> queues(Collection<JobQueue> queues);

  /** How far the queue reader has come; a queue that it does not know yet is absent. */
  CompletableFuture<Map<TopicPartition, Long>> reported();
}
