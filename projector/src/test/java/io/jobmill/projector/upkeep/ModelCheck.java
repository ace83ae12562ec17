// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.JobEvent;
import io.jobmill.job.JobId;
import io.jobmill.job.JobStatus;
import io.jobmill.projector.projection.Fold;
import io.jobmill.projector.projection.PlacedEvent;
import io.jobmill.view.JobView;
import io.jobmill.view.Run;
import io.jobmill.view.RunStatus;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What must be true of every job when all is over. */
final class ModelCheck {

  private final ModelFleet fleet;

  ModelCheck(ModelFleet fleet) {
    this.fleet = fleet;
  }

  void of(JobId id) {
    JobView stored = Objects.requireNonNull(fleet.store().views().get(id));
    JobView replayed = null;
    for (PlacedEvent placed : events(stored)) {
      JobView before = replayed;
      replayed = Fold.fold(before, placed.event(), placed.at());
      if (before != null) {
        staysEnded(before, Objects.requireNonNull(replayed));
        ignoresWhoeverDoesNotOwnIt(before, placed.event(), Objects.requireNonNull(replayed));
      }
    }
    assertThat(stored).as("the stored view is what its events add up to").isEqualTo(replayed);
    endedForAReason(stored);
  }

  /** Whether no handler ran that did not have to. */
  void ranOnceAtMost(JobId id) {
    assertThat(fleet.ledger().runs(id)).as("runs of %s", id).isLessThanOrEqualTo(1);
  }

  void ranOnce(JobId id) {
    assertThat(fleet.ledger().runs(id)).as("runs of %s", id).isEqualTo(1);
    assertThat(fleet.store().views().get(id))
        .extracting(view -> view == null ? null : view.status())
        .as("end of %s", id)
        .isEqualTo(JobStatus.SUCCEEDED);
  }

  private List<PlacedEvent> events(JobView view) {
    return fleet.broker().events(view.partition()).stream()
        .filter(placed -> placed.event().envelope().id().equals(view.id()))
        .toList();
  }

  private static void staysEnded(JobView before, JobView after) {
    if (before.status().isTerminal()) {
      assertThat(after.status()).as("an end is final").isEqualTo(before.status());
      assertThat(after.endedAt()).isEqualTo(before.endedAt());
      assertThat(after.holder()).isNull();
    }
  }

  private static void ignoresWhoeverDoesNotOwnIt(JobView before, JobEvent event, JobView after) {
    Run holding = before.holding().orElse(null);
    boolean owner =
        holding != null
            && event.envelope().attempt() == before.attempt()
            && event.envelope().ask() == before.ask()
            && holding.claim().equals(claimOf(event));
    boolean report =
        event instanceof JobEvent.Ended
            || event instanceof JobEvent.HandedBack
            || event instanceof JobEvent.Unclaimed
            || event instanceof JobEvent.Lost;
    if (report && !owner) {
      assertThat(after.status())
          .as("%s of who does not own it", event.type())
          .isEqualTo(before.status());
      assertThat(after.attempt()).isEqualTo(before.attempt());
      assertThat(after.ask()).isEqualTo(before.ask());
      assertThat(after.holder()).isEqualTo(before.holder());
      assertThat(after.runs()).isEqualTo(before.runs());
      assertThat(after.dueAt()).isEqualTo(before.dueAt());
    }
  }

  private static @Nullable Object claimOf(JobEvent event) {
    if (event instanceof JobEvent.Ended ended) {
      return ended.claim();
    }
    if (event instanceof JobEvent.HandedBack back) {
      return back.claim();
    }
    if (event instanceof JobEvent.Lost lost) {
      return lost.claim();
    }
    return event instanceof JobEvent.Unclaimed unclaimed ? unclaimed.claim() : null;
  }

  /** A success was a run that came to its end; nothing fails but by getting lost. */
  private void endedForAReason(JobView view) {
    long good = view.runs().stream().filter(run -> run.status() == RunStatus.SUCCEEDED).count();
    assertThat(good).isEqualTo(view.status() == JobStatus.SUCCEEDED ? 1 : 0);
    assertThat(view.runs()).noneMatch(run -> run.status() == RunStatus.RUNNING);
    for (Run run : view.runs()) {
      if (run.status() == RunStatus.SUCCEEDED) {
        assertThat(fleet.ledger().ranToItsEnd(view.id(), run.claim())).isTrue();
      }
    }
    if (view.status() == JobStatus.REJECTED) {
      assertThat(view.message())
          .as("a request that workers would not run, however often it was asked for")
          .startsWith("limit ");
    }
    if (view.status() == JobStatus.FAILED) {
      assertThat(view.runs().get(view.runs().size() - 1).status()).isEqualTo(RunStatus.LOST);
    }
  }
}
