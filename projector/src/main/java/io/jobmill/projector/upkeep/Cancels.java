// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.event.Command;
import io.jobmill.event.JobEvent;
import io.jobmill.event.LogCount;
import io.jobmill.job.JobId;
import io.jobmill.kafka.CompactedTable;
import io.jobmill.kafka.EventRecords;
import io.jobmill.kafka.Sends;
import io.jobmill.wire.CommandCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that jobs which run and which nobody wants come to their end: tells their workers
 * until they answer, and ends what no worker ends.
 */
final class Cancels {

  private static final Logger log = LoggerFactory.getLogger(Cancels.class);
  private static final String REASON =
      "the worker did not stop it within %d s".formatted(CancelRule.PATIENCE.toSeconds());

  /** How long to wait for an event of our own to be projected before it is said once more. */
  private static final Duration PROJECTED = Duration.ofSeconds(10);

  private final CompactedTable<Command> commands;
  private final EventRecords events;
  private final Sends sends;
  private final String topic;
  private final Map<JobId, Instant> ended = new HashMap<>();

  /**
   * @param topic the full name of the commands topic
   */
  Cancels(CompactedTable<Command> commands, EventRecords events, Sends sends, String topic) {
    this.commands = commands;
    this.events = events;
    this.sends = sends;
    this.topic = topic;
  }

  /**
   * Does what is due.
   *
   * @return how many records were written
   */
  int tick(ActiveJobs jobs, Instant now) {
    ended.values().removeIf(at -> at.plus(PROJECTED).isBefore(now));
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (ActiveJob job : jobs.withWorkers()) {
      if (job.unwantedSince() != null) {
        var said = commands.get(job.id().toString()).orElse(null);
        switch (CancelRule.of(job, said, now)) {
          case TELL -> records.add(command(job, said == null ? null : said.value()));
          case END -> {
            if (ended.putIfAbsent(job.id(), now) == null) {
              records.add(job.logged().during(() -> end(job)));
            }
          }
          case WAIT -> {}
        }
      }
    }
    if (!records.isEmpty()) {
      sends.all(records);
    }
    return records.size();
  }

  private ProducerRecord<byte[], byte[]> command(ActiveJob job, @Nullable Command said) {
    Command cancel = Command.cancel(job.id());
    Command wish = said == null ? cancel : said.and(cancel);
    return new ProducerRecord<>(
        topic, job.id().toString().getBytes(StandardCharsets.UTF_8), CommandCodec.encode(wish));
  }

  private ProducerRecord<byte[], byte[]> end(ActiveJob job) {
    log.warn(
        "ending a cancelled job that its worker has not stopped job={} attempt={}",
        job.id(),
        job.attempt());
    return events.record(
        new JobEvent.Cancelled(
            events.envelope(job.id(), job.attempt(), job.ask(), job.trace()),
            null,
            REASON,
            LogCount.NONE));
  }
}
