// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.testing;

import io.jobmill.event.JobEvent;
import io.jobmill.job.JobStatus;
import io.jobmill.view.CancelWish;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.TimelineEntry;
import io.jobmill.wire.JobEventCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A cluster and a projector at once: what is said of a job is in its view at once. */
final class Projecting extends MockProducer<byte[], byte[]> {

  private final InMemoryJobs jobs;

  Projecting(InMemoryJobs jobs) {
    super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    this.jobs = jobs;
  }

  @Override
  public synchronized Future<RecordMetadata> send(
      ProducerRecord<byte[], byte[]> record, Callback callback) {
    Future<RecordMetadata> sent = super.send(record, callback);
    if (record.topic().endsWith("events")) {
      JobEvent event = JobEventCodec.decode(record.value());
      jobs.find(event.envelope().id())
          .ifPresent(view -> jobs.put(applied(view, event, offset(sent))));
    }
    return sent;
  }

  private static long offset(Future<RecordMetadata> sent) {
    try {
      return sent.get().offset();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JobView applied(JobView view, JobEvent event, long offset) {
    JobStatus status = view.status();
    CancelWish cancel = view.cancel();
    List<Run> runs = view.runs();
    boolean deleted = view.deleted();
    if (event instanceof JobEvent.CancelRequested wish) {
      cancel = new CancelWish(Views.WHEN, wish.by(), wish.reason());
      status = status == JobStatus.RUNNING ? status : JobStatus.CANCELLED;
    } else if (event instanceof JobEvent.Deleted) {
      deleted = true;
    } else if (event instanceof JobEvent.Acknowledged seen) {
      runs =
          runs.stream()
              .map(
                  run ->
                      seen.historyIds().contains(run.historyId()) ? run.acknowledged(offset) : run)
              .toList();
    }
    List<TimelineEntry> timeline = new ArrayList<>(view.timeline());
    timeline.add(new TimelineEntry(Views.WHEN, event.type(), view.attempt(), "g", null, false));
    return new JobView(
        view.id(),
        Math.max(offset, view.applied()),
        view.partition(),
        status,
        view.request(),
        view.queue(),
        view.attempt(),
        view.ask(),
        view.holder(),
        view.limits(),
        view.dueAt(),
        view.queuedAt(),
        view.startedAt(),
        view.endedAt(),
        view.updatedAt(),
        view.changed(),
        view.message(),
        cancel,
        deleted,
        runs,
        timeline);
  }
}
