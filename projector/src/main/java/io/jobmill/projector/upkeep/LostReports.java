// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.event.Envelope;
import io.jobmill.event.JobEvent;
import io.jobmill.kafka.EventRecords;
import io.jobmill.kafka.Sends;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.upkeep.ActiveJob.Awaited;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports lost attempts, answers that did not come, and jobs whose time is over. Acknowledged
 * before the next round begins, so none is reported twice.
 */
final class LostReports {

  private static final Logger log = LoggerFactory.getLogger(LostReports.class);

  private final EventRecords events;
  private final Sends sends;
  private final ProjectorListener listener;

  LostReports(EventRecords events, Sends sends, ProjectorListener listener) {
    this.events = events;
    this.sends = sends;
    this.listener = listener;
  }

  void report(List<Suspect> standing) {
    List<ProducerRecord<byte[], byte[]>> records =
        standing.stream().map(suspect -> events.record(logged(suspect))).toList();
    if (!records.isEmpty()) {
      sends.all(records);
      listener.lost((int) standing.stream().filter(s -> !(s instanceof Suspect.Expired)).count());
    }
  }

  private JobEvent logged(Suspect suspect) {
    return suspect.job().logged().during(() -> event(suspect));
  }

  private JobEvent event(Suspect suspect) {
    ActiveJob job = suspect.job();
    Envelope envelope = events.envelope(job.id(), job.attempt(), job.ask(), job.trace());
    if (suspect instanceof Suspect.Expired expired) {
      log.warn(
          "time is over job={} attempt={} status={} reason={}",
          job.id(),
          job.attempt(),
          job.status().word(),
          expired.over().reason());
      return new JobEvent.Expired(
          envelope, null, null, expired.over().limit(), expired.over().reason());
    }
    if (suspect instanceof Suspect.Lost lost) {
      log.warn(
          "attempt is lost job={} attempt={} worker={} reason={}",
          job.id(),
          job.attempt(),
          lost.holder().worker().id(),
          lost.reason());
      return new JobEvent.Lost(envelope, lost.holder().claim(), lost.reason());
    }
    Awaited part = ((Suspect.Unanswered) suspect).part();
    log.warn(
        "worker did not answer job={} attempt={} worker={} started={}",
        job.id(),
        job.attempt(),
        part.worker().worker(),
        part.started());
    return new JobEvent.Unanswered(
        envelope, part.claim(), part.worker().hostname(), "timeout: agent did not respond");
  }
}
