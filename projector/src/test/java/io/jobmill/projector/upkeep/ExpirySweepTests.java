// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import static io.jobmill.projector.upkeep.Jobs.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.Origin;
import io.jobmill.event.WorkerRecord.Tick;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.JobTimes;
import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.job.QueuePoint;
import io.jobmill.job.Target;
import io.jobmill.projector.FakeWorker;
import io.jobmill.projector.projection.Fold;
import io.jobmill.projector.projection.Position;
import io.jobmill.template.Template;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExpirySweepTests {

  private static final Origin SELF = new Origin("projector", "i1");

  private final Map<String, Template> templates = new HashMap<>();
  private final ExpirySweep sweep =
      new ExpirySweep(name -> Optional.ofNullable(templates.get(name)));
  private final ActiveJobs jobs = new ActiveJobs();
  private final FakeWorker worker = new FakeWorker("w1", "i1");

  @Test
  void findsWhatItsTemplateGivesNoMoreTime() {
    templates.put("hasty", template(Duration.ofMinutes(1)));
    pending(1, JobRequest.forTemplate("hasty"));
    pending(2, JobRequest.forTemplate("patient"));
    pending(3, JobRequest.forOperation(new Operation("noop", Map.of())));

    assertThat(sweep.tick(jobs, at(START.plusSeconds(61)))).isEmpty();
    assertThat(found(START.plusSeconds(62))).containsExactly(id(1));
  }

  @Test
  void aJobWithoutATemplateOrWithOneThatIsGoneHasTheUsualTime() {
    pending(2, JobRequest.forTemplate("gone"));
    pending(3, JobRequest.forOperation(new Operation("noop", Map.of())));
    Instant usual = START.plus(JobTimes.DEFAULT.queue());

    assertThat(found(usual)).isEmpty();
    assertThat(found(usual.plusSeconds(2))).containsExactlyInAnyOrder(id(2), id(3));
  }

  @Test
  void aChangedTemplateCountsAtOnce() {
    pending(1, JobRequest.forTemplate("hasty"));
    Instant later = START.plusSeconds(90);
    assertThat(found(later)).isEmpty();

    templates.put("hasty", template(Duration.ofMinutes(1)));

    assertThat(found(later)).containsExactly(id(1));
  }

  @Test
  void aJobThatIsNotToRunYetHasAllItsTimeLeft() {
    templates.put("hasty", template(Duration.ofMinutes(1)));
    Instant runAt = START.plus(Duration.ofDays(300));
    JobRequest request = JobRequest.forTemplate("hasty").withId(id(1)).withRunAt(runAt);
    jobs.update(
        Objects.requireNonNull(
            Fold.fold(null, worker.deferred(request, point(), runAt), new Position(3, 0, START))));

    assertThat(found(runAt.plusSeconds(61))).isEmpty();
    assertThat(found(runAt.plusSeconds(62))).containsExactly(id(1));
  }

  @Test
  void manyJobsAreLookedThroughMoreRarely() {
    templates.put("hasty", template(Duration.ofMinutes(1)));
    for (int i = 0; i < 40_000; i++) {
      pending(i, JobRequest.forTemplate("hasty"));
    }
    Instant late = START.plusSeconds(90);

    assertThat(found(late)).isEmpty();
    assertThat(found(late)).isEmpty();
    assertThat(found(late)).hasSize(1_000);
    assertThat(found(late)).isEmpty();
  }

  private List<JobId> found(Instant now) {
    return sweep.tick(jobs, at(now)).stream().map(suspect -> suspect.job().id()).toList();
  }

  private void pending(int number, JobRequest request) {
    jobs.update(
        Objects.requireNonNull(
            Fold.fold(
                null,
                worker.received(request.withId(id(number)), point()),
                new Position(3, number, START))));
  }

  private static JobId id(int number) {
    return new JobId(new UUID(7, number));
  }

  private static QueuePoint point() {
    return new QueuePoint(Pool.DEFAULT, 0, 7);
  }

  private static Liveness at(Instant now) {
    Liveness liveness = new Liveness(SELF);
    assertThat(liveness.read(new Tick(SELF, 1, START), now)).isTrue();
    return liveness;
  }

  private static Template template(Duration queue) {
    return new Template(
            "hasty",
            "",
            Pool.DEFAULT,
            Target.ANY,
            Duration.ofMinutes(5),
            true,
            null,
            false,
            false,
            List.of(),
            new Operation("noop", Map.of()))
        .within(new JobTimes(queue, null));
  }
}
