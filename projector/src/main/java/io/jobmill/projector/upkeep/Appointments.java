// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.event.JobEvent;
import io.jobmill.job.Claim;
import io.jobmill.job.JobId;
import io.jobmill.job.JobQueue;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Priority;
import io.jobmill.kafka.CompactedTable;
import io.jobmill.kafka.EventPartition;
import io.jobmill.kafka.EventRecords;
import io.jobmill.kafka.Sends;
import io.jobmill.schedule.ScheduleRecord;
import io.jobmill.schedule.ScheduleRecord.Appointment;
import io.jobmill.store.JobViews;
import io.jobmill.view.JobView;
import io.jobmill.wire.ScheduleCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Jobs whose time is far away. Their events are let go of before it comes, so each of them is kept
 * in the schedules topic for as long as it waits; where the views were lost, it is put back.
 */
final class Appointments {

  /** Whoever waits less long comes back from the events in any case. */
  static final Duration FAR = Duration.ofDays(7);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
  private static final Duration CATCH_UP = Duration.ofSeconds(2);

  /** One pass may not hold up projecting. */
  private static final int MOST = 200;

  private final CompactedTable<ScheduleRecord> table;
  private final String topic;
  private final JobViews views;
  private final EventRecords events;
  private final Sends sends;
  private final Set<Integer> caughtUp = new HashSet<>();
  private Instant lastLook = Instant.EPOCH;

  /**
   * @param topic the full name of the schedules topic
   */
  Appointments(
      CompactedTable<ScheduleRecord> table,
      String topic,
      JobViews views,
      EventRecords events,
      Sends sends) {
    this.table = table;
    this.topic = topic;
    this.views = views;
    this.events = events;
    this.sends = sends;
  }

  /**
   * Keeps who waits, lets go of who does not.
   *
   * @param ready the owned partitions that are projected up to a moment after they were taken over
   * @param now the broker's time
   */
  void pass(ActiveJobs jobs, Set<Integer> ready, Instant now) {
    if (Duration.between(lastLook, now).abs().compareTo(BETWEEN_LOOKS) < 0 || !isCaughtUp(ready)) {
      return;
    }
    lastLook = now;
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(kept(jobs, ready, now));
    records.addAll(over(jobs, ready));
    sends.all(records);
  }

  /**
   * Lets go of jobs whose views are about to be removed, before they are: one that is kept and has
   * no view would be put back.
   */
  void forget(Collection<JobId> jobs) {
    sends.all(jobs.stream().filter(this::isKept).map(this::tombstone).toList());
  }

  /** These partitions are another's now, or were taken over anew. */
  void drop(Set<Integer> partitions) {
    caughtUp.removeAll(partitions);
  }

  private boolean isCaughtUp(Set<Integer> ready) {
    if (!caughtUp.containsAll(ready)) {
      if (!table.readToEnd(CATCH_UP)) {
        return false;
      }
      caughtUp.addAll(ready);
    }
    return true;
  }

  private List<ProducerRecord<byte[], byte[]>> kept(
      ActiveJobs jobs, Set<Integer> ready, Instant now) {
    Instant far = now.plus(FAR);
    List<JobId> waiting =
        jobs
            .dueFrom(
                far,
                MOST,
                job ->
                    job.status() == JobStatus.SCHEDULED
                        && ready.contains(job.partition())
                        && !isKept(job.id()))
            .stream()
            .map(ActiveJob::id)
            .toList();
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (JobView view : waiting.isEmpty() ? List.<JobView>of() : views.findAll(waiting).values()) {
      Instant due = view.dueAt();
      if (view.status() == JobStatus.SCHEDULED && due != null) {
        Appointment appointment =
            new Appointment(
                view.id(), view.request().forQueue(view.queue().queue()), view.queue().pool(), due);
        records.add(record(appointment.key(), ScheduleCodec.encode(appointment)));
      }
    }
    return records;
  }

  private List<ProducerRecord<byte[], byte[]>> over(ActiveJobs jobs, Set<Integer> ready) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    List<Appointment> unknown = new ArrayList<>();
    for (CompactedTable.Entry<ScheduleRecord> entry : table.entries().values()) {
      if (entry.value() instanceof Appointment appointment
          && ready.contains(EventPartition.of(appointment.id()))) {
        ActiveJob job = jobs.get(appointment.id());
        if (job == null && unknown.size() < MOST) {
          unknown.add(appointment);
        } else if (job != null && job.status() != JobStatus.SCHEDULED) {
          records.add(tombstone(appointment.id()));
        }
      }
    }
    if (!unknown.isEmpty()) {
      Map<JobId, JobView> found = views.findAll(unknown.stream().map(Appointment::id).toList());
      unknown.forEach(
          appointment ->
              overOrBack(appointment, found.get(appointment.id())).ifPresent(records::add));
    }
    return records;
  }

  /** What is not active has ended; what is not there was lost, with the events that told of it. */
  private Optional<ProducerRecord<byte[], byte[]>> overOrBack(
      Appointment appointment, @Nullable JobView view) {
    if (view != null) {
      return view.status().isTerminal()
          ? Optional.of(tombstone(appointment.id()))
          : Optional.empty();
    }
    JobRequest request = appointment.request().forAnyone();
    Priority priority = appointment.request().priority();
    return Optional.of(
        events.record(
            new JobEvent.Deferred(
                events.envelope(
                    appointment.id(), request.attempt(), request.ask(), request.trace()),
                request,
                new Claim(
                    new JobQueue(appointment.pool(), priority == null ? Priority.NORMAL : priority),
                    0,
                    0,
                    1),
                appointment.due(),
                "not to run before " + appointment.due())));
  }

  private boolean isKept(JobId job) {
    return table.get(Appointment.key(job)).isPresent();
  }

  private ProducerRecord<byte[], byte[]> tombstone(JobId job) {
    return record(Appointment.key(job), null);
  }

  private ProducerRecord<byte[], byte[]> record(String key, byte @Nullable [] value) {
    return new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
  }
}
