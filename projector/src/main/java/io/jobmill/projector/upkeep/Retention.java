// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.job.JobId;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.store.JobRemover;
import io.jobmill.projector.store.KeptViews;
import io.jobmill.view.JobView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Lets go of jobs that ended long ago, or of the oldest ended ones past a cap, a few at a time. */
final class Retention {

  private static final int STEP = 200;
  private static final int LOOKS = 1_000;
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

  private final RetentionSettings settings;
  private final KeptViews kept;
  private final JobRemover remover;
  private final Appointments appointments;
  private final ProjectorListener listener;
  private final Deque<Ended> ended = new ArrayDeque<>();
  private Instant lastLook = Instant.EPOCH;

  Retention(
      RetentionSettings settings,
      KeptViews kept,
      JobRemover remover,
      Appointments appointments,
      ProjectorListener listener) {
    this.settings = settings;
    this.kept = kept;
    this.remover = remover;
    this.appointments = appointments;
    this.listener = listener;
  }

  private record Ended(JobId id, int partition, Instant at) {}

  /** Learns which ended jobs there are; only needed where their number is capped. */
  void assigned(Set<Integer> partitions) {
    if (settings.maxEnded() == null) {
      return;
    }
    List<Ended> all = new ArrayList<>(ended);
    kept.all(
        view -> {
          if (view.status().isTerminal() && partitions.contains(view.partition())) {
            all.add(new Ended(view.id(), view.partition(), Objects.requireNonNull(view.endedAt())));
          }
        });
    all.sort(Comparator.comparing(Ended::at));
    ended.clear();
    ended.addAll(all);
  }

  void revoked(Set<Integer> partitions) {
    ended.removeIf(job -> partitions.contains(job.partition()));
  }

  /** A job has reached its end. */
  void ended(JobView view) {
    if (settings.maxEnded() != null) {
      ended.addLast(new Ended(view.id(), view.partition(), Objects.requireNonNull(view.endedAt())));
    }
  }

  /** One bounded step. */
  void pass(Instant now, Set<Integer> owned) {
    Integer most = settings.maxEnded();
    if (most != null && ended.size() > most) {
      List<JobId> oldest = new ArrayList<>();
      while (ended.size() > most && oldest.size() < STEP) {
        oldest.add(ended.removeFirst().id());
      }
      remove(oldest);
    }
    if (now.isAfter(lastLook.plus(BETWEEN_LOOKS))) {
      List<JobId> old = kept.endedBefore(now.minus(settings.ended()), owned, LOOKS);
      remove(old.subList(0, Math.min(STEP, old.size())));
      // More of them: the next pass goes on.
      lastLook = old.size() > STEP ? lastLook : now;
    }
  }

  private void remove(List<JobId> ids) {
    if (!ids.isEmpty()) {
      appointments.forget(ids);
      listener.removed(remover.remove(ids));
    }
  }
}
