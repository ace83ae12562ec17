// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.job.JobId;
import io.jobmill.job.JobQueue;
import io.jobmill.job.Pool;
import io.jobmill.view.JobView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The jobs of the owned partitions that have not ended, found by what upkeep looks for. */
final class ActiveJobs {

  /** No id comes before it. */
  private static final JobId LEAST = new JobId(new UUID(Long.MIN_VALUE, Long.MIN_VALUE));

  private final Map<JobId, ActiveJob> jobs = new HashMap<>();
  private final Map<JobId, ActiveJob> withWorkers = new HashMap<>();
  private final NavigableSet<Due> due = new TreeSet<>();
  private final Map<QueuePartition, NavigableMap<Long, JobId>> waiting = new HashMap<>();

  private final Map<Pool, Integer> held = new HashMap<>();

  /** One partition of a queue. */
  record QueuePartition(JobQueue queue, int partition) {}

  private record Due(Instant at, JobId id) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : id.compareTo(other.id);
    }
  }

  /** Takes in what a view says now; one that has ended leaves. */
  void update(JobView view) {
    remove(view.id());
    if (!view.status().isTerminal()) {
      add(ActiveJob.of(view));
    }
  }

  @Nullable ActiveJob get(JobId id) {
    return jobs.get(id);
  }

  Collection<ActiveJob> all() {
    return jobs.values();
  }

  int size() {
    return jobs.size();
  }

  /** The jobs that workers have, or have to answer for. */
  Collection<ActiveJob> withWorkers() {
    return withWorkers.values();
  }

  /** The jobs about which something has to be done by now, the longest due first. */
  List<ActiveJob> due(Instant now, int most, Predicate<ActiveJob> wanted) {
    List<ActiveJob> found = new ArrayList<>();
    for (Due next : due) {
      ActiveJob job = jobs.get(next.id());
      if (next.at().isAfter(now) || found.size() == most) {
        break;
      }
      if (job != null && wanted.test(job)) {
        found.add(job);
      }
    }
    return found;
  }

  /** Some of the jobs about which something has to be done at that time or later. */
  List<ActiveJob> dueFrom(Instant time, int most, Predicate<ActiveJob> wanted) {
    List<ActiveJob> found = new ArrayList<>();
    for (Due next : due.tailSet(new Due(time, LEAST))) {
      ActiveJob job = jobs.get(next.id());
      if (job != null && wanted.test(job)) {
        found.add(job);
        if (found.size() == most) {
          break;
        }
      }
    }
    return found;
  }

  /** How many jobs wait for a place in a limit, by pool; a pool without any is absent. */
  Map<Pool, Integer> held() {
    return Map.copyOf(held);
  }

  /** The queues on which somebody waits. */
  Set<JobQueue> waitingQueues() {
    Set<JobQueue> queues = new TreeSet<>();
    waiting.keySet().forEach(partition -> queues.add(partition.queue()));
    return queues;
  }

  /** The jobs that wait on this queue with a record below the offset. */
  List<ActiveJob> waitingBelow(QueuePartition queue, long offset, int most) {
    NavigableMap<Long, JobId> queued = waiting.get(queue);
    if (queued == null) {
      return List.of();
    }
    List<ActiveJob> found = new ArrayList<>();
    for (JobId id : queued.headMap(offset, false).values()) {
      ActiveJob job = jobs.get(id);
      if (job != null && found.size() < most) {
        found.add(job);
      }
    }
    return found;
  }

  void drop(Set<Integer> partitions) {
    List<JobId> gone =
        jobs.values().stream()
            .filter(job -> partitions.contains(job.partition()))
            .map(ActiveJob::id)
            .toList();
    gone.forEach(this::remove);
  }

  private void add(ActiveJob job) {
    jobs.put(job.id(), job);
    if (job.held()) {
      held.merge(job.queue().pool(), 1, Integer::sum);
    }
    if (!job.holders().isEmpty() || job.isAwaited()) {
      withWorkers.put(job.id(), job);
    }
    if (job.dueAt() != null) {
      due.add(new Due(job.dueAt(), job.id()));
    }
    if (job.isWaiting()) {
      waiting
          .computeIfAbsent(queue(job), queue -> new TreeMap<>())
          .put(job.queue().offset(), job.id());
    }
  }

  private void remove(JobId id) {
    ActiveJob job = jobs.remove(id);
    if (job == null) {
      return;
    }
    if (job.held()) {
      held.computeIfPresent(job.queue().pool(), (pool, count) -> count > 1 ? count - 1 : null);
    }
    withWorkers.remove(id);
    if (job.dueAt() != null) {
      due.remove(new Due(job.dueAt(), id));
    }
    NavigableMap<Long, JobId> queued = job.isWaiting() ? waiting.get(queue(job)) : null;
    if (queued != null) {
      queued.remove(job.queue().offset(), id);
      if (queued.isEmpty()) {
        waiting.remove(queue(job));
      }
    }
  }

  private static QueuePartition queue(ActiveJob job) {
    return new QueuePartition(job.queue().queue(), job.queue().partition());
  }
}
