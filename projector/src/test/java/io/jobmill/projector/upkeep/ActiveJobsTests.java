// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import static io.jobmill.projector.upkeep.Jobs.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.JobEvent;
import io.jobmill.job.JobId;
import io.jobmill.job.JobQueue;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.job.Priority;
import io.jobmill.job.QueuePoint;
import io.jobmill.projector.FakeWorker;
import io.jobmill.projector.projection.Fold;
import io.jobmill.projector.projection.Position;
import io.jobmill.projector.upkeep.ActiveJobs.QueuePartition;
import io.jobmill.view.JobView;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ActiveJobsTests {

  private static final QueuePartition QUEUE = new QueuePartition(JobQueue.normal(Pool.DEFAULT), 0);

  private final FakeWorker worker = new FakeWorker("w1", "i1");
  private final ActiveJobs jobs = new ActiveJobs();
  private final JobRequest request = JobRequest.forTemplate("t").withId(new JobId(new UUID(1, 1)));
  private final JobRequest other = JobRequest.forTemplate("t").withId(new JobId(new UUID(1, 2)));
  private final QueuePoint point = new QueuePoint(Pool.DEFAULT, 0, 7);
  private final QueuePoint otherPoint = new QueuePoint(Pool.DEFAULT, 0, 8);

  @Test
  void whatWaitsOnAQueueIsFoundBelowAnOffsetUntilItIsStarted() {
    jobs.update(view(3, worker.received(request, point)));
    jobs.update(view(3, worker.received(other, otherPoint)));

    assertThat(jobs.waitingBelow(QUEUE, 7, 10)).isEmpty();
    assertThat(jobs.waitingBelow(QUEUE, 8, 10))
        .extracting(ActiveJob::id)
        .containsExactly(request.id());
    assertThat(jobs.waitingBelow(QUEUE, 9, 1)).hasSize(1);

    jobs.update(view(3, worker.started(request, point, 1)));
    assertThat(jobs.waitingBelow(QUEUE, 8, 10)).isEmpty();
    assertThat(jobs.withWorkers()).hasSize(1);
    assertThat(jobs.waitingQueues()).containsExactly(JobQueue.normal(Pool.DEFAULT));
  }

  @Test
  void queuesOfAPoolHaveOffsetsOfTheirOwn() {
    JobQueue high = new JobQueue(Pool.DEFAULT, Priority.HIGH);
    jobs.update(view(3, worker.received(request, new QueuePoint(high, 0, 7))));

    assertThat(jobs.waitingBelow(QUEUE, 100, 10)).isEmpty();
    assertThat(jobs.waitingBelow(new QueuePartition(high, 0), 100, 10)).hasSize(1);
    assertThat(jobs.waitingQueues()).containsExactly(high);
  }

  @Test
  void whatIsDueComesInTheOrderOfItsTime() {
    jobs.update(view(3, worker.deferred(request, point, START.plusSeconds(20))));
    jobs.update(view(3, worker.deferred(other, otherPoint, START.plusSeconds(10))));

    assertThat(jobs.due(START.plusSeconds(9), 10, job -> true)).isEmpty();
    assertThat(jobs.due(START.plusSeconds(30), 10, job -> true))
        .extracting(ActiveJob::id)
        .containsExactly(other.id(), request.id());
    assertThat(jobs.due(START.plusSeconds(30), 1, job -> true)).hasSize(1);
  }

  @Test
  void aJobThatHasEndedIsForgotten() {
    jobs.update(view(3, worker.started(request, point, 1)));

    jobs.update(view(3, worker.started(request, point, 1), worker.succeeded(request, point, 1)));

    assertThat(jobs.size()).isZero();
    assertThat(jobs.withWorkers()).isEmpty();
  }

  @Test
  void thePartitionsOfAnotherOwnerAreForgotten() {
    jobs.update(view(3, worker.received(request, point)));
    jobs.update(view(4, worker.deferred(other, otherPoint, START)));

    jobs.drop(Set.of(4));

    assertThat(jobs.size()).isEqualTo(1);
    assertThat(jobs.due(START.plusSeconds(1), 10, job -> true)).isEmpty();
    assertThat(jobs.get(Objects.requireNonNull(request.id()))).isNotNull();
  }

  @Test
  void whatWaitsForAPlaceInALimitIsCountedUntilItHasEndedOrGone() {
    jobs.update(view(3, worker.held(request, point, "t")));
    jobs.update(view(3, worker.held(request, point, "t")));
    jobs.update(view(4, worker.held(other, otherPoint, "t")));
    assertThat(jobs.held()).isEqualTo(Map.of(Pool.DEFAULT, 2));
    assertThat(jobs.waitingQueues()).isEmpty();

    jobs.drop(Set.of(4));
    assertThat(jobs.held()).isEqualTo(Map.of(Pool.DEFAULT, 1));

    jobs.update(view(3, worker.started(request, point, 1)));
    assertThat(jobs.held()).isEmpty();
  }

  private static JobView view(int partition, JobEvent... events) {
    @Nullable JobView view = null;
    for (int i = 0; i < events.length; i++) {
      view = Fold.fold(view, events[i], new Position(partition, i, START.plusSeconds(i)));
    }
    return Objects.requireNonNull(view);
  }
}
