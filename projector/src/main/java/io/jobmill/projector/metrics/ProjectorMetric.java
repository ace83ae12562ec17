// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.metrics;

import io.jobmill.observe.Metric;

/** The projector's metrics: the only place where their names stand. */
enum ProjectorMetric implements Metric.Named {
  LAG(
      Metric.gauge(
          "jobmill.projector.lag", "Records of a topic that are not projected yet", "topic")),
  DELAY(
      Metric.seconds(
          "jobmill.projector.delay",
          "How long the oldest record that was read and is not projected yet has been waiting",
          "topic")),
  PARTITIONS(
      Metric.gauge(
          "jobmill.projector.partitions", "Partitions of a topic that this process owns", "topic")),
  BATCH_EVENTS(Metric.summary("jobmill.projector.batch.events", "Events of one batch")),
  EVENTS(Metric.counter("jobmill.projector.events", "Events projected")),
  JOBS(Metric.counter("jobmill.projector.jobs", "Jobs written, each once a batch")),
  JOBS_ENDED(
      Metric.counter(
          "jobmill.projector.jobs.ended",
          "Jobs that came to their end, by status; a rebuild counts them again",
          "status")),
  JOBS_EXHAUSTED(
      Metric.counter(
          "jobmill.projector.jobs.exhausted",
          "Jobs that failed after all of their attempts; a rebuild counts them again")),
  JOBS_HELD(
      Metric.gauge(
          "jobmill.projector.jobs.held",
          "Jobs of a pool that wait for a place in a limit, of the partitions that this process"
              + " owns; to be added up",
          "pool")),
  LATE(Metric.counter("jobmill.projector.late", "Events that came too late to change anything")),
  FOLDED_AGAIN(
      Metric.counter(
          "jobmill.projector.folded.again", "Jobs whose stored view was not the one read")),
  DEAD_LETTERS(
      Metric.counter(
          "jobmill.projector.dead.letters", "Records that nobody can read, by topic", "topic")),
  LOG_CHUNKS(Metric.counter("jobmill.projector.log.chunks", "Log chunks written")),
  RECEIVED(Metric.counter("jobmill.projector.received", "Requests seen on queues")),
  ADMITTED(Metric.counter("jobmill.projector.admitted", "Submissions that became jobs")),
  REPEATED(
      Metric.counter("jobmill.projector.repeated", "Submissions that repeated an earlier one")),
  LOST(Metric.counter("jobmill.projector.lost", "Attempts judged lost, and answers given up")),
  ASKED(
      Metric.counter(
          "jobmill.projector.asked",
          "Requests written by upkeep, by reason (retry, due, gone, scheduled, limit)",
          "reason")),
  COMMANDS(Metric.counter("jobmill.projector.commands", "Orders to workers to stop an attempt")),
  REMOVED(Metric.counter("jobmill.projector.removed", "Ended jobs removed by retention")),
  LOOP_FAILURES(
      Metric.counter(
          "jobmill.projector.loop.failures", "Failed passes of background loops", "loop")),
  TICK_AGE(
      Metric.seconds(
          "jobmill.projector.tick.age",
          "How long ago this process read back what it writes to Kafka every second")),
  CLOCK_SKEW(
      Metric.seconds(
          "jobmill.projector.clock.skew",
          "How far a clock is from the broker's, of this process (self) and at most of a worker"
              + " that is heard (workers)",
          "clock")),
  POOL_WORKERS(
      Metric.gauge(
          "jobmill.pool.workers", "Workers of a pool that are heard and take jobs", "pool")),
  POOL_SLOTS(Metric.gauge("jobmill.pool.slots", "Slots of those workers in all", "pool")),
  QUEUE_DEPTH(
      Metric.gauge(
          "jobmill.queue.depth",
          "Requests on a pool's queue that no worker has accepted",
          "pool",
          "priority")),
  QUEUE_OLDEST_AGE(
      Metric.seconds(
          "jobmill.queue.oldest.age",
          "How long the oldest of those has been on its queue",
          "pool",
          "priority")),
  QUEUE_RETENTION(
      Metric.seconds(
          "jobmill.queue.retention",
          "How long a pool's queue keeps a request",
          "pool",
          "priority")),
  SUBMISSIONS_DEPTH(
      Metric.gauge("jobmill.submissions.depth", "Submissions that are not decided on"));

  @SuppressWarnings("ImmutableEnumChecker") // A record of texts.
  private final Metric metric;

  ProjectorMetric(Metric metric) {
    this.metric = metric;
  }

  @Override
  public Metric metric() {
    return metric;
  }
}
