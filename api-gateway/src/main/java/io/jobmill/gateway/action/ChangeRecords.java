// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.action;

import io.jobmill.event.Command;
import io.jobmill.event.Envelope;
import io.jobmill.event.JobEvent;
import io.jobmill.event.WorkerCommand;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.job.JobId;
import io.jobmill.job.Trace;
import io.jobmill.kafka.EventRecords;
import io.jobmill.kafka.SendFailedException;
import io.jobmill.kafka.Sends;
import io.jobmill.observe.LoggedJob;
import io.jobmill.view.JobView;
import io.jobmill.wire.CommandCodec;
import io.jobmill.wire.WorkerCommandCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what was wished for. Each method returns when all in-sync replicas have the record, and
 * throws {@link Refusal} 503 if that could not be had; the record may be there all the same, so
 * whatever is written may be written again.
 */
final class ChangeRecords {

  private static final Logger log = LoggerFactory.getLogger(ChangeRecords.class);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Sends sends;
  private final EventRecords events;
  private final String commands;

  /**
   * @param commands the full name of the commands topic
   */
  ChangeRecords(Sends sends, EventRecords events, String commands) {
    this.sends = sends;
    this.events = events;
    this.commands = commands;
  }

  /** What an event of this gateway's about the job as it stands begins with. */
  Envelope envelope(JobView view) {
    return events.envelope(view.id(), view.attempt(), view.ask(), view.request().trace());
  }

  /** Returns the offset of the event. */
  long event(JobEvent event) {
    Envelope said = event.envelope();
    Trace trace = said.trace();
    return LoggedJob.of(said.id(), said.attempt(), trace == null ? null : trace.id())
        .during(() -> write(List.of(events.record(event))).get(0));
  }

  /** Returns the offset of each event by its job. */
  Map<JobId, Long> events(List<JobEvent> said) {
    List<Long> offsets = write(said.stream().map(events::record).toList());
    Map<JobId, Long> byJob = new HashMap<>();
    for (int i = 0; i < said.size(); i++) {
      byJob.put(said.get(i).envelope().id(), offsets.get(i));
    }
    return byJob;
  }

  void command(Command command) {
    write(List.of(command(command.id().toString(), CommandCodec.encode(command))));
  }

  void command(WorkerCommand command) {
    write(List.of(command(command.worker(), WorkerCommandCodec.encode(command))));
  }

  private ProducerRecord<byte[], byte[]> command(String key, byte[] value) {
    return new ProducerRecord<>(commands, key.getBytes(StandardCharsets.UTF_8), value);
  }

  private List<Long> write(List<ProducerRecord<byte[], byte[]>> records) {
    try {
      return sends.all(records).stream().map(RecordMetadata::offset).toList();
    } catch (SendFailedException e) {
      log.warn(
          "a wish could not be written topic={} reason={}", records.get(0).topic(), e.getMessage());
      throw Refusal.unavailable("Kafka does not confirm; ask again", RETRY);
    }
  }
}
