// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.schedule.Schedule;
import io.jobmill.schedule.Schedule.Daily;
import io.jobmill.schedule.Schedule.Interval;
import io.jobmill.schedule.Schedule.Once;
import io.jobmill.schedule.ScheduleRecord.Definition;
import io.jobmill.schedule.ScheduleRecord.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OccurrenceRuleTests {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final JobId ID = JobId.of("019ca945-0a00-7000-8000-0123456789ab");
  private static final JobId BEFORE = JobId.of("019ca945-0a7b-7c3d-9e5f-0123456789ab");

  private final Map<JobId, Seen.Job> jobs = new HashMap<>();
  private @Nullable Instant through;

  @Test
  void anIntervalBeginsAtOnceAndAnyOtherScheduleAtItsTime() {
    assertThat(OccurrenceRule.begin(schedule(new Interval(30))))
        .isEqualTo(new Progress(ID, NOON, false, null));
    assertThat(OccurrenceRule.begin(schedule(new Daily(NOON.minusSeconds(60)))))
        .isEqualTo(new Progress(ID, NOON.plusSeconds(86_340), false, null));
  }

  @Test
  void waitsForTheTime() {
    assertThat(next(new Interval(30), due(NOON), NOON.minusMillis(1))).isEqualTo(new Step.Wait());
  }

  @Test
  void notesThatItAsksBeforeItAsks() {
    assertThat(next(new Interval(30), due(NOON), NOON))
        .isEqualTo(new Step.Ask(new Progress(ID, NOON, true, null)));
  }

  @Test
  void movesOnOnceTheJobIsReceived() {
    jobs.put(job(NOON), new Seen.Job(NOON.plusMillis(300), false));

    assertThat(next(new Interval(30), asked(NOON, null), NOON.plusSeconds(1)))
        .isEqualTo(
            new Step.Move(
                new Progress(ID, NOON.plus(Duration.ofMinutes(30)), false, job(NOON)), false));
  }

  @Test
  void aMissedIntervalCountsFromWhenItWasMadeUpFor() {
    jobs.put(job(NOON), new Seen.Job(NOON.plus(Duration.ofMinutes(20)), true));

    assertThat(next(new Interval(30), asked(NOON, null), NOON.plus(Duration.ofMinutes(21))))
        .isEqualTo(
            new Step.Move(
                new Progress(ID, NOON.plus(Duration.ofMinutes(50)), false, job(NOON)), false));
  }

  @Test
  void doesNotAskAgainWhileTheRequestMayBeUnderWay() {
    through = NOON.plus(OccurrenceRule.SETTLED);

    assertThat(next(new Interval(30), asked(NOON, null), NOON.plusSeconds(60)))
        .isEqualTo(new Step.Wait());
  }

  @Test
  void asksAgainOnceTheRequestCannotBeUnderWay() {
    through = NOON.plus(OccurrenceRule.SETTLED).plusMillis(1);

    assertThat(next(new Interval(30), asked(NOON, null), NOON.plusSeconds(60)))
        .isEqualTo(new Step.Ask(new Progress(ID, NOON, true, null)));
  }

  @Test
  void leavesAJobOutWhileTheOneBeforeRuns() {
    jobs.put(BEFORE, new Seen.Job(NOON.minusSeconds(60), false));

    assertThat(next(new Interval(30), new Progress(ID, NOON, false, BEFORE), NOON.plusSeconds(1)))
        .isEqualTo(
            new Step.Move(
                new Progress(ID, NOON.plus(Duration.ofMinutes(30)), false, BEFORE), true));
  }

  @Test
  void goesOnOnceTheOneBeforeHasEndedOrIsKeptNoMore() {
    Progress progress = new Progress(ID, NOON, false, BEFORE);
    Step ask = new Step.Ask(new Progress(ID, NOON, true, BEFORE));

    assertThat(next(new Interval(30), progress, NOON)).isEqualTo(ask);
    jobs.put(BEFORE, new Seen.Job(NOON.minusSeconds(60), true));
    assertThat(next(new Interval(30), progress, NOON)).isEqualTo(ask);
  }

  @Test
  void whatRunsOnceIsOverWhenItIsReceived() {
    jobs.put(job(NOON), new Seen.Job(NOON, false));

    assertThat(next(new Once(NOON), asked(NOON, null), NOON)).isEqualTo(new Step.Finish());
  }

  private Step next(Schedule schedule, Progress progress, Instant now) {
    return OccurrenceRule.next(
        schedule(schedule),
        progress,
        NOON,
        new Seen() {
          @Override
          public Optional<Job> job(JobId id) {
            return Optional.ofNullable(jobs.get(id));
          }

          @Override
          public Optional<Instant> projectedThrough(JobId id) {
            return Optional.ofNullable(through);
          }
        },
        now);
  }

  private static Definition schedule(Schedule schedule) {
    return new Definition(ID, schedule, JobRequest.forTemplate("ablast"), Pool.DEFAULT, null, NOON);
  }

  private static Progress due(Instant due) {
    return new Progress(ID, due, false, null);
  }

  private static Progress asked(Instant due, @Nullable JobId previous) {
    return new Progress(ID, due, true, previous);
  }

  private static JobId job(Instant due) {
    return JobId.ofOccurrence(ID, due);
  }
}
