// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import io.jobmill.event.Command;
import io.jobmill.event.JobEvent;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Since;
import io.jobmill.kafka.EventRecords;
import io.jobmill.projector.upkeep.SignedRequests;
import io.jobmill.view.JobView;
import io.jobmill.wire.CommandCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The records by which is said what was decided about a limit. */
final class LimitRecords {

  private final SignedRequests requests;
  private final EventRecords events;
  private final String commands;

  /**
   * @param commands the full name of the commands topic
   */
  LimitRecords(SignedRequests requests, EventRecords events, String commands) {
    this.requests = requests;
    this.events = events;
    this.commands = commands;
  }

  /** Asks for the attempt once more, with a place. */
  ProducerRecord<byte[], byte[]> through(JobView view, String limit) {
    JobRequest request =
        view.request()
            .askedAgain()
            .counting(Since.of(view.request(), view.queuedAt()))
            .withPlace(limit);
    return requests.of(view, request);
  }

  ProducerRecord<byte[], byte[]> refused(JobView view, String reason) {
    return requests.rejected(view, reason);
  }

  /** A job that waits ends by the event; one that is on a queue or runs, once its worker knows. */
  List<ProducerRecord<byte[], byte[]>> replaced(JobView view, String limit, JobId by) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(2);
    records.add(
        events.record(
            new JobEvent.CancelRequested(
                events.envelope(view.id(), view.attempt(), view.ask(), view.request().trace()),
                "limit " + limit,
                "replaced by job " + by)));
    if (view.waitsFor() == null) {
      records.add(
          new ProducerRecord<>(
              commands,
              view.id().toString().getBytes(StandardCharsets.UTF_8),
              CommandCodec.encode(Command.cancel(view.id()))));
    }
    return records;
  }
}
