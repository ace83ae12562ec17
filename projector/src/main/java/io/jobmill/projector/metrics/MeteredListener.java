// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.metrics;

import io.jobmill.job.JobQueue;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Pool;
import io.jobmill.observe.Meters;
import io.jobmill.observe.Metric;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Counts what the projector does. Thread-safe. */
final class MeteredListener implements ProjectorListener {

  private final Meters meters;
  private final Pulse pulse;
  private final DistributionSummary batches;
  private final Map<ProjectorMetric, Counter> counters = new EnumMap<>(ProjectorMetric.class);
  private final Map<JobStatus, Counter> ended = new EnumMap<>(JobStatus.class);
  private final Map<Reason, Counter> asked = new EnumMap<>(Reason.class);
  private final Map<String, Counter> deadLetters = new ConcurrentHashMap<>();
  private final Map<String, Counter> loops = new ConcurrentHashMap<>();
  private final Set<String> topics = ConcurrentHashMap.newKeySet();
  private final Meters.Rows workers;
  private final Meters.Rows slots;
  private final Meters.Rows held;
  private final Meters.Rows depths;
  private final Meters.Rows ages;
  private final Meters.Rows retentions;
  private final Meters.Rows undecided;
  private volatile Duration skew = Duration.ZERO;
  private volatile Duration workersSkew = Duration.ZERO;

  /**
   * @param read the topics whose records may turn out to be unreadable
   */
  MeteredListener(Meters meters, Pulse pulse, Set<String> read) {
    this.meters = meters;
    this.pulse = pulse;
    this.batches = meters.summary(ProjectorMetric.BATCH_EVENTS);
    for (ProjectorMetric metric : ProjectorMetric.values()) {
      boolean plain =
          metric.metric().kind() == Metric.Kind.COUNTER && metric.metric().tags().isEmpty();
      if (plain) {
        counters.put(metric, meters.counter(metric));
      }
    }
    for (JobStatus status : JobStatus.values()) {
      if (status.isTerminal()) {
        ended.put(status, meters.counter(ProjectorMetric.JOBS_ENDED, status.word()));
      }
    }
    for (Reason reason : Reason.values()) {
      String word = reason.name().toLowerCase(Locale.ROOT);
      asked.put(reason, meters.counter(ProjectorMetric.ASKED, word));
    }
    // What an alert watches must be there before it counts: an increase from nothing is none.
    read.forEach(this::deadLetters);
    this.workers = meters.rows(ProjectorMetric.POOL_WORKERS);
    this.slots = meters.rows(ProjectorMetric.POOL_SLOTS);
    this.held = meters.rows(ProjectorMetric.JOBS_HELD);
    this.depths = meters.rows(ProjectorMetric.QUEUE_DEPTH);
    this.ages = meters.rows(ProjectorMetric.QUEUE_OLDEST_AGE);
    this.retentions = meters.rows(ProjectorMetric.QUEUE_RETENTION);
    this.undecided = meters.rows(ProjectorMetric.SUBMISSIONS_DEPTH);
    meters.gauge(
        ProjectorMetric.TICK_AGE,
        () -> pulse.silence().map(MeteredListener::seconds).orElse(Double.NaN));
    meters.gauge(ProjectorMetric.CLOCK_SKEW, () -> seconds(skew), "self");
    meters.gauge(ProjectorMetric.CLOCK_SKEW, () -> seconds(workersSkew), "workers");
  }

  @Override
  public void projected(int events, int jobs, long late) {
    batches.record(events);
    count(ProjectorMetric.EVENTS, events);
    count(ProjectorMetric.JOBS, jobs);
    count(ProjectorMetric.LATE, (double) late);
  }

  @Override
  public void ended(JobStatus status, int jobs) {
    Counter counter = ended.get(status);
    if (counter != null) {
      counter.increment(jobs);
    }
  }

  @Override
  public void exhausted(int jobs) {
    count(ProjectorMetric.JOBS_EXHAUSTED, jobs);
  }

  @Override
  public void foldedAgain(int jobs) {
    count(ProjectorMetric.FOLDED_AGAIN, jobs);
  }

  @Override
  public void deadLettered(String topic) {
    deadLetters(topic).increment();
  }

  @Override
  public void lag(String topic, long records, @Nullable Instant oldest) {
    pulse.behind(topic, records, oldest);
    show(topic);
  }

  @Override
  public void ticked(Hearing hearing) {
    pulse.ticked();
    skew = hearing.skew();
    workersSkew = hearing.workersSkew();
    workers.set(byPool(hearing.pools(), Strength::workers));
    slots.set(byPool(hearing.pools(), Strength::slots));
  }

  @Override
  public void held(Map<Pool, Integer> jobs) {
    held.set(byPool(jobs, count -> count));
  }

  @Override
  public void measured(Map<JobQueue, Waiting> queues) {
    depths.set(byQueue(queues, Waiting::requests));
    ages.set(byQueue(queues, waiting -> seconds(waiting.oldest())));
    retentions.set(byQueue(queues, waiting -> seconds(waiting.retention())));
  }

  @Override
  public void undecided(OptionalLong submissions) {
    undecided.set(submissions.isPresent() ? Map.of(List.of(), submissions.getAsLong()) : Map.of());
  }

  @Override
  public void logChunks(int chunks) {
    count(ProjectorMetric.LOG_CHUNKS, chunks);
  }

  @Override
  public void received(int requests) {
    count(ProjectorMetric.RECEIVED, requests);
  }

  @Override
  public void admitted(int through, int repeated) {
    count(ProjectorMetric.ADMITTED, through);
    count(ProjectorMetric.REPEATED, repeated);
  }

  @Override
  public void lost(int attempts) {
    count(ProjectorMetric.LOST, attempts);
  }

  @Override
  public void asked(Reason reason, int jobs) {
    Counter counter = asked.get(reason);
    if (counter != null) {
      counter.increment(jobs);
    }
  }

  @Override
  public void told(int commands) {
    count(ProjectorMetric.COMMANDS, commands);
  }

  @Override
  public void removed(int jobs) {
    count(ProjectorMetric.REMOVED, jobs);
  }

  @Override
  public void owns(String topic, Collection<Integer> partitions) {
    pulse.owns(topic, partitions.size());
    show(topic);
  }

  @Override
  public void passFailed(String loop, RuntimeException failure) {
    loops
        .computeIfAbsent(loop, name -> meters.counter(ProjectorMetric.LOOP_FAILURES, name))
        .increment();
  }

  private Counter deadLetters(String topic) {
    return deadLetters.computeIfAbsent(
        topic, name -> meters.counter(ProjectorMetric.DEAD_LETTERS, name));
  }

  private void count(ProjectorMetric metric, double by) {
    Counter counter = counters.get(metric);
    if (counter != null) {
      counter.increment(by);
    }
  }

  /** The gauges of a topic, from the first time that it is heard of. */
  private void show(String topic) {
    if (topics.add(topic)) {
      meters.gauge(ProjectorMetric.LAG, () -> pulse.lag(topic), topic);
      meters.gauge(ProjectorMetric.DELAY, () -> seconds(pulse.delay(topic)), topic);
      meters.gauge(ProjectorMetric.PARTITIONS, () -> pulse.partitions(topic).orElse(0), topic);
    }
  }

  private static <V> Map<List<String>, Number> byPool(
      Map<Pool, V> pools, Function<V, Number> number) {
    Map<List<String>, Number> byPool = new HashMap<>();
    pools.forEach((pool, value) -> byPool.put(List.of(pool.name()), number.apply(value)));
    return byPool;
  }

  private static <V> Map<List<String>, Number> byQueue(
      Map<JobQueue, V> queues, Function<V, Number> number) {
    Map<List<String>, Number> byQueue = new HashMap<>();
    queues.forEach(
        (queue, value) ->
            byQueue.put(
                List.of(queue.pool().name(), queue.priority().word()), number.apply(value)));
    return byQueue;
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1_000.0;
  }
}
