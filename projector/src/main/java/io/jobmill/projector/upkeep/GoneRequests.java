// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.event.Command;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Trace;
import io.jobmill.kafka.CompactedTable;
import io.jobmill.kafka.Sends;
import io.jobmill.observe.LoggedJob;
import io.jobmill.projector.queue.Requests;
import io.jobmill.projector.upkeep.QueueRound.Through;
import io.jobmill.store.JobViews;
import io.jobmill.view.JobView;
import io.jobmill.wire.UnreadableRecordException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs that are pending although the workers are through with their record: the broker gave it up,
 * or a claim counted that its worker had given up. They are asked for again, and never pend for
 * ever.
 */
final class GoneRequests implements AutoCloseable {

  private static final int MOST = 100;

  /** After so many askings that came to nothing, another would come to nothing as well. */
  private static final int MOST_ASKS = 20;

  private static final Logger log = LoggerFactory.getLogger(GoneRequests.class);

  private final JobViews views;
  private final Original original;
  private final RequestRecords asking;
  private final Sends sends;
  private final CompactedTable<Command> commands;
  private Set<ActiveJob> suspects = Set.of();

  /**
   * @param commands what workers were told about jobs
   */
  GoneRequests(
      JobViews views,
      Original original,
      RequestRecords asking,
      Sends sends,
      CompactedTable<Command> commands) {
    this.views = views;
    this.original = original;
    this.asking = asking;
    this.sends = sends;
    this.commands = commands;
  }

  /** What a job's record says, read again from its queue. */
  record Original(QueueRecords records, Requests requests, Resealing resealing) {

    Optional<JobRequest> of(JobView view) {
      try {
        return records.read(view.queue()).map(requests::read).map(read -> own(view, read));
      } catch (UnreadableRecordException e) {
        return Optional.empty();
      }
    }

    private JobRequest own(JobView view, Requests.Read read) {
      JobRequest request = read.request().forAnyone();
      return read.signed() ? request : resealing.sealed(view.id(), request);
    }
  }

  /**
   * Asks again for the jobs that a finished round leaves waiting behind their queue.
   *
   * @return how many
   */
  int pass(ActiveJobs jobs, Through through) {
    Set<ActiveJob> behind = new HashSet<>();
    through
        .doneBelow()
        .forEach(
            (queue, offset) ->
                jobs.waitingBelow(queue, offset, MOST).stream()
                    .filter(job -> through.partitions().contains(job.partition()))
                    .forEach(behind::add));
    // Twice in a row: the broker does not look up its numbers all at one time.
    List<ActiveJob> gone = behind.stream().filter(suspects::contains).toList();
    suspects = behind;
    if (gone.isEmpty()) {
      return 0;
    }
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (JobView view : views.findAll(gone.stream().map(ActiveJob::id).toList()).values()) {
      if (gone.contains(ActiveJob.of(view))) {
        records.add(again(view, through.through()));
      }
    }
    sends.all(records);
    return records.size();
  }

  @Override
  public void close() {
    original.records().close();
  }

  private ProducerRecord<byte[], byte[]> again(JobView view, Instant now) {
    Optional<JobRequest> request =
        view.ask() >= MOST_ASKS
            ? Optional.empty()
            : wasStarted(view) ? Optional.of(view.request()) : original.of(view);
    LoggedJob.of(view.id(), view.attempt(), Trace.of(view.id(), view.request()).id())
        .during(
            () ->
                log.warn(
                    "request is gone from its queue job={} attempt={} ask={} again={}",
                    view.id(),
                    view.attempt(),
                    view.ask(),
                    request.isPresent()));
    return request
        .map(found -> asking.of(view, next(view, found, now), now))
        .orElseGet(
            () ->
                asking.rejected(
                    view, "the request went from its queue without a worker running it"));
  }

  private JobRequest next(JobView view, JobRequest request, Instant now) {
    boolean told =
        commands
            .get(view.id().toString())
            .filter(order -> order.value().stopBelowAttempt() > view.attempt())
            .isPresent();
    return told ? NextRequest.instead(view, request, now) : NextRequest.again(view, request);
  }

  /** A worker has said what it runs, sealed as it must be. */
  private static boolean wasStarted(JobView view) {
    return view.runs().stream()
        .anyMatch(run -> run.attempt() == view.attempt() && run.ask() == view.ask());
  }
}
