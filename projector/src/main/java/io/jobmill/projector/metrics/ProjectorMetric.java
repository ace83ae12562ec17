// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.metrics;

/** The meters of the projector, with what they say. */
enum ProjectorMetric {
  LAG("jobmill.projector.lag", "Records of a topic that are not projected yet"),
  BATCH_EVENTS("jobmill.projector.batch.events", "Events of one batch"),
  EVENTS("jobmill.projector.events", "Events projected"),
  JOBS("jobmill.projector.jobs", "Jobs written, each once a batch"),
  LATE("jobmill.projector.late", "Events that came too late to change anything"),
  FOLDED_AGAIN("jobmill.projector.folded.again", "Jobs whose stored view was not the one read"),
  DEAD_LETTERS("jobmill.projector.dead.letters", "Records that nobody can read"),
  LOG_CHUNKS("jobmill.projector.log.chunks", "Log chunks written"),
  RECEIVED("jobmill.projector.received", "Requests seen on queues"),
  ADMITTED("jobmill.projector.admitted", "Submissions that became jobs"),
  REPEATED("jobmill.projector.repeated", "Submissions that repeated an earlier one"),
  LOST("jobmill.projector.lost", "Attempts judged lost"),
  ASKED("jobmill.projector.asked", "Requests written by upkeep, by reason"),
  COMMANDS("jobmill.projector.commands", "Orders to workers to stop an attempt"),
  REMOVED("jobmill.projector.removed", "Ended jobs removed by retention"),
  PARTITIONS("jobmill.projector.partitions", "Partitions of a topic that this process owns"),
  LOOP_FAILURES("jobmill.projector.loop.failures", "Passes of a background loop that failed");

  private final String meter;
  private final String description;

  ProjectorMetric(String meter, String description) {
    this.meter = meter;
    this.description = description;
  }

  public String meter() {
    return meter;
  }

  public String description() {
    return description;
  }
}
