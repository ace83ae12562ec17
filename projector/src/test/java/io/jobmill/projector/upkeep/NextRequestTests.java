// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import static io.jobmill.projector.upkeep.Jobs.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.JobEvent;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.job.QueuePoint;
import io.jobmill.job.Since;
import io.jobmill.projector.FakeWorker;
import io.jobmill.projector.projection.Fold;
import io.jobmill.projector.projection.Position;
import io.jobmill.view.JobView;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NextRequestTests {

  private final FakeWorker worker = new FakeWorker("w1", "i1");
  private final JobRequest request = JobRequest.forTemplate("sleep").withId(Jobs.ID);
  private final QueuePoint point = new QueuePoint(Pool.DEFAULT, 0, 7);

  @Test
  void aLostAttemptIsFollowedByTheNextOne() {
    JobView view = view(worker.started(request, point, 1), worker.lost(request, point, 1));

    assertThat(NextRequest.of(view, START.plusSeconds(1)))
        .contains(request.nextAttempt(false).counting(new Since(START, START.plusSeconds(1))));
  }

  @Test
  void aHandedBackAttemptIsExcused() {
    JobView view = view(worker.started(request, point, 1), worker.handedBack(request, point, 1));

    assertThat(NextRequest.of(view, START.plusSeconds(1)))
        .contains(request.nextAttempt(true).counting(new Since(START, START.plusSeconds(1))));
  }

  @Test
  void aScheduledJobIsAskedForAgainNotBeforeItsTime() {
    JobView view = view(worker.deferred(request, point, START.plusSeconds(60)));

    assertThat(NextRequest.of(view, START.plusSeconds(59))).isEmpty();
    assertThat(NextRequest.of(view, START.plusSeconds(60)))
        .contains(request.askedAgain().counting(new Since(START, START)));
  }

  @Test
  void theTimesOfAJobThatWasNotToRunYetCountFromThen() {
    Instant runAt = START.plusSeconds(60);
    JobRequest later = request.withRunAt(runAt);
    JobView view = view(worker.deferred(later, point, runAt));

    JobRequest again = NextRequest.of(view, runAt).orElseThrow();

    assertThat(again.since()).isEqualTo(new Since(runAt, runAt));
    assertThat(again.runAt()).isNull();
  }

  @Test
  void theTotalTimeGoesOnOverAttemptsAndTheTimeOnTheQueueBeginsAnew() {
    JobRequest second =
        request.nextAttempt(false).counting(new Since(START.minusSeconds(500), START));
    JobView view = view(worker.started(second, point, 1), worker.lost(second, point, 1));

    JobRequest third = NextRequest.of(view, START.plusSeconds(9)).orElseThrow();

    assertThat(third.since()).isEqualTo(new Since(START.minusSeconds(500), START.plusSeconds(9)));
  }

  @Test
  void whatIsAskedAgainGoesOnCountingFromTheFirstAsking() {
    Since since = new Since(START.minusSeconds(500), START.minusSeconds(100));
    JobRequest asked = request.nextAttempt(false).counting(since);
    JobView view = view(worker.deferred(asked, point, START.plusSeconds(60)));

    assertThat(NextRequest.of(view, START.plusSeconds(60)).orElseThrow().since()).isEqualTo(since);
  }

  @Test
  void nothingIsAskedForWhatRunsOrWaitsOnItsQueueOrHasEnded() {
    assertThat(NextRequest.of(view(worker.received(request, point)), START.plusSeconds(900)))
        .isEmpty();
    assertThat(NextRequest.of(view(worker.started(request, point, 1)), START.plusSeconds(900)))
        .isEmpty();
    assertThat(
            NextRequest.of(
                view(worker.started(request, point, 1), worker.succeeded(request, point, 1)),
                START.plusSeconds(900)))
        .isEmpty();
  }

  private static JobView view(JobEvent... events) {
    @Nullable JobView view = null;
    for (int i = 0; i < events.length; i++) {
      view = Fold.fold(view, events[i], new Position(3, i, START.plusSeconds(i)));
    }
    return Objects.requireNonNull(view);
  }
}
