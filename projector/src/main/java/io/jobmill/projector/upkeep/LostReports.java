// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.event.JobEvent;
import io.jobmill.kafka.Sends;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.report.EventSource;
import io.jobmill.projector.upkeep.ActiveJob.Holder;
import io.jobmill.projector.upkeep.LeaseRound.Suspect;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports lost attempts. Acknowledged before the next round begins, so none is reported twice. */
final class LostReports {

  private static final Logger log = LoggerFactory.getLogger(LostReports.class);

  private final EventSource source;
  private final Sends sends;
  private final ProjectorListener listener;

  LostReports(EventSource source, Sends sends, ProjectorListener listener) {
    this.source = source;
    this.sends = sends;
    this.listener = listener;
  }

  void report(List<Suspect> lost) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (Suspect suspect : lost) {
      ActiveJob job = suspect.job();
      Holder holder = job.holder();
      if (holder != null) {
        log.warn(
            "attempt is lost job={} attempt={} worker={} reason={}",
            job.id(),
            job.attempt(),
            holder.worker().id(),
            suspect.reason());
        records.add(
            source.record(
                new JobEvent.Lost(
                    source.envelope(job.id(), job.attempt(), job.ask()),
                    holder.claim(),
                    suspect.reason())));
      }
    }
    if (!records.isEmpty()) {
      sends.all(records);
      listener.lost(records.size());
    }
  }
}
