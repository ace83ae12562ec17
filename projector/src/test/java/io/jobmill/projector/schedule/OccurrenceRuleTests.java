// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.schedule.Cron;
import io.jobmill.schedule.Missed;
import io.jobmill.schedule.Overlap;
import io.jobmill.schedule.Schedule;
import io.jobmill.schedule.Schedule.Daily;
import io.jobmill.schedule.Schedule.Interval;
import io.jobmill.schedule.Schedule.Once;
import io.jobmill.schedule.ScheduleRecord.Definition;
import io.jobmill.schedule.ScheduleRecord.Progress;
import io.jobmill.schedule.ScheduleRecord.Rules;
import io.jobmill.schedule.ScheduleRecord.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OccurrenceRuleTests {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant ONE = NOON.plusSeconds(3_600);
  private static final Duration HALF = Duration.ofMinutes(30);
  private static final Interval EVERY_HALF_HOUR = new Interval(30);
  private static final Cron EVERY_HOUR = new Cron("0 0 * * * ?", ZoneId.of("UTC"));
  private static final JobId ID = JobId.of("019ca945-0a00-7000-8000-0123456789ab");
  private static final JobId BEFORE = JobId.of("019ca945-0a7b-7c3d-9e5f-0123456789ab");

  private final Map<JobId, Seen.Job> jobs = new HashMap<>();
  private @Nullable Instant through;
  private Instant definedAt = NOON;

  @Test
  void anIntervalBeginsAtOnce() {
    assertThat(next(schedule(EVERY_HALF_HOUR), null, NOON))
        .isEqualTo(new Step.Ask(asked(NOON, null)));
  }

  @Test
  void notesAtOnceWhenTheFirstJobIsDue() {
    assertThat(next(schedule(new Daily(NOON.minusSeconds(60))), null, NOON))
        .isEqualTo(new Step.Move(due(NOON.plusSeconds(86_340)), Step.Why.CHANGED));
  }

  @Test
  void doesNotWaitForAGatewayWhoseClockIsAhead() {
    definedAt = NOON.minusSeconds(3_600);

    assertThat(next(schedule(EVERY_HALF_HOUR), null, definedAt))
        .isEqualTo(new Step.Ask(asked(definedAt, null)));
  }

  @Test
  void waitsForTheTime() {
    assertThat(next(schedule(EVERY_HALF_HOUR), due(NOON), NOON.minusMillis(1)))
        .isEqualTo(new Step.Wait());
  }

  @Test
  void notesThatItAsksBeforeItAsks() {
    assertThat(next(schedule(EVERY_HALF_HOUR), due(NOON), NOON))
        .isEqualTo(new Step.Ask(asked(NOON, null)));
  }

  @Test
  void movesOnOnceTheJobIsReceived() {
    jobs.put(job(NOON), running(NOON.plusMillis(300)));

    assertThat(next(schedule(EVERY_HALF_HOUR), asked(NOON, null), NOON.plusSeconds(1)))
        .isEqualTo(made(NOON.plus(HALF), NOON));
  }

  @Test
  void aMissedIntervalCountsFromWhenItWasMadeUpFor() {
    jobs.put(job(NOON), ended(NOON.plus(Duration.ofMinutes(20))));

    assertThat(
            next(schedule(EVERY_HALF_HOUR), asked(NOON, null), NOON.plus(Duration.ofMinutes(21))))
        .isEqualTo(made(NOON.plus(Duration.ofMinutes(50)), NOON));
  }

  @Test
  void doesNotAskAgainWhileTheRequestMayBeUnderWay() {
    through = NOON.plus(OccurrenceRule.SETTLED);

    assertThat(next(schedule(EVERY_HALF_HOUR), asked(NOON, null), NOON.plusSeconds(60)))
        .isEqualTo(new Step.Wait());
  }

  @Test
  void asksAgainOnceTheRequestCannotBeUnderWay() {
    through = NOON.plus(OccurrenceRule.SETTLED).plusMillis(1);

    assertThat(next(schedule(EVERY_HALF_HOUR), asked(NOON, null), NOON.plusSeconds(60)))
        .isEqualTo(new Step.Ask(asked(NOON, null)));
  }

  @Test
  void leavesAJobOutWhileTheOneBeforeRuns() {
    jobs.put(BEFORE, running(NOON.minusSeconds(60)));

    assertThat(next(schedule(EVERY_HALF_HOUR), after(NOON, BEFORE), NOON.plusSeconds(1)))
        .isEqualTo(
            new Step.Move(
                new Progress(ID, NOON.plus(HALF), false, BEFORE, NOON, null), Step.Why.OVERLAP));
  }

  @Test
  void letsAJobWaitForTheEndOfTheOneBefore() {
    Definition queueing = with(EVERY_HOUR, new Rules(Overlap.QUEUE, Missed.SKIP));
    jobs.put(BEFORE, running(NOON.minusSeconds(60)));

    assertThat(next(queueing, after(NOON, BEFORE), NOON.plus(Duration.ofHours(5))))
        .isEqualTo(new Step.Wait());

    Instant end = NOON.plus(Duration.ofHours(5));
    jobs.put(BEFORE, new Seen.Job(NOON.minusSeconds(60), end));
    Step ask = next(queueing, after(NOON, BEFORE), end.plusSeconds(1));
    assertThat(ask).isEqualTo(new Step.Ask(asked(NOON, BEFORE)));

    // Those that became due meanwhile came as this one.
    jobs.put(job(NOON), running(end.plusSeconds(2)));
    assertThat(next(queueing, asked(NOON, BEFORE), end.plusSeconds(3)))
        .isEqualTo(made(NOON.plus(Duration.ofHours(6)), NOON));
  }

  @Test
  void letsJobsRunSideBySideWhereThatIsAllowed() {
    jobs.put(BEFORE, running(NOON.minusSeconds(60)));

    assertThat(
            next(
                with(EVERY_HOUR, new Rules(Overlap.ALLOW, Missed.ONCE)), after(NOON, BEFORE), NOON))
        .isEqualTo(new Step.Ask(asked(NOON, BEFORE)));
  }

  @Test
  void leavesOutWhatWasMissedWhereThatIsWished() {
    Definition skipping = with(EVERY_HOUR, new Rules(Overlap.SKIP, Missed.SKIP));

    assertThat(next(skipping, due(NOON), NOON.plus(OccurrenceRule.MISSED)))
        .isEqualTo(new Step.Ask(asked(NOON, null)));
    assertThat(next(skipping, due(NOON), NOON.plus(Duration.ofHours(3)).plusSeconds(1)))
        .isEqualTo(
            new Step.Move(
                new Progress(ID, NOON.plus(Duration.ofHours(4)), false, null, NOON, null),
                Step.Why.MISSED));
  }

  @Test
  void goesOnOnceTheOneBeforeHasEndedOrIsKeptNoMore() {
    Step ask = new Step.Ask(asked(NOON, BEFORE));

    assertThat(next(schedule(EVERY_HALF_HOUR), after(NOON, BEFORE), NOON)).isEqualTo(ask);
    jobs.put(BEFORE, ended(NOON.minusSeconds(60)));
    assertThat(next(schedule(EVERY_HALF_HOUR), after(NOON, BEFORE), NOON)).isEqualTo(ask);
  }

  @Test
  void whatRunsOnceIsOverWhenItIsReceived() {
    jobs.put(job(NOON), running(NOON));

    assertThat(next(schedule(new Once(NOON)), asked(NOON, null), NOON))
        .isEqualTo(new Step.Finish());
  }

  @Test
  void whatHasANameStaysWhenItIsOver() {
    jobs.put(job(NOON), running(NOON));
    Definition once = named(new Once(NOON), "r", NOON);

    Step step = next(once, progress(NOON, true, null, null, "r"), NOON);

    assertThat(step)
        .isEqualTo(
            new Step.Move(progress(Progress.NEVER, false, job(NOON), NOON, "r"), Step.Why.OVER));
    assertThat(next(once, ((Step.Move) step).note(), NOON.plus(Duration.ofDays(30))))
        .isEqualTo(new Step.Wait());
  }

  @Test
  void nothingIsMadeWhileItIsPaused() {
    Definition paused =
        standing(EVERY_HOUR, NOON.minusSeconds(60), new Standing("r", true, NOON, NOON));

    assertThat(next(paused, progress(NOON, false, null, null, "r"), ONE))
        .isEqualTo(new Step.Wait());
  }

  @Test
  void nothingIsDueFromThePauseOn() {
    Definition paused =
        standing(EVERY_HOUR, NOON.minusSeconds(60), new Standing("s", true, NOON, NOON));

    assertThat(next(paused, progress(ONE, false, BEFORE, NOON, "r"), NOON))
        .isEqualTo(
            new Step.Move(progress(Progress.NEVER, false, BEFORE, NOON, "s"), Step.Why.CHANGED));
    assertThat(next(paused, null, NOON))
        .isEqualTo(
            new Step.Move(progress(Progress.NEVER, false, null, null, "s"), Step.Why.CHANGED));
  }

  @Test
  void whatIsBeingAskedForIsFinishedThoughItIsPaused() {
    through = ONE.plus(OccurrenceRule.SETTLED);
    Definition paused =
        standing(EVERY_HOUR, NOON.minusSeconds(60), new Standing("r", true, NOON, NOON));
    Progress asked = progress(NOON, true, null, null, null);

    assertThat(next(paused, asked, ONE)).isEqualTo(new Step.Ask(asked));
  }

  @Test
  void whatWasDueWhileItWasPausedIsNotMadeUpFor() {
    definedAt = NOON.plus(Duration.ofHours(5)).plusSeconds(600);
    Definition resumed =
        standing(EVERY_HOUR, NOON.minusSeconds(60), new Standing("s", false, definedAt, definedAt));

    assertThat(next(resumed, progress(NOON, false, BEFORE, null, "r"), definedAt.plusSeconds(1)))
        .isEqualTo(
            new Step.Move(
                progress(NOON.plus(Duration.ofHours(6)), false, BEFORE, null, "s"),
                Step.Why.CHANGED));
  }

  @Test
  void aChangeDoesNotLoseWhatWasDueBeforeIt() {
    definedAt = NOON.plusSeconds(600);
    Definition changed = named(new Interval(5), "s", NOON.minusSeconds(60));

    assertThat(next(changed, progress(NOON, false, null, null, "r"), definedAt.plusSeconds(1)))
        .isEqualTo(new Step.Ask(progress(NOON, true, null, null, "r")));
  }

  @Test
  void aChangeReplacesWhatIsNotDueYet() {
    definedAt = NOON.plusSeconds(600);
    Definition changed =
        named(new Cron("0 45 * * * ?", ZoneId.of("UTC")), "s", NOON.minusSeconds(60));

    assertThat(next(changed, progress(ONE, false, BEFORE, NOON, "r"), definedAt.plusSeconds(1)))
        .isEqualTo(
            new Step.Move(
                progress(NOON.plus(Duration.ofMinutes(45)), false, BEFORE, NOON, "s"),
                Step.Why.CHANGED));
  }

  @Test
  void aChangeMakesNoJobTwice() {
    // The gateway's clock was behind: by it, noon was still to come.
    definedAt = NOON.minusMillis(400);
    Definition changed = named(EVERY_HOUR, "s", NOON.minusSeconds(7200));

    assertThat(next(changed, progress(ONE, false, job(NOON), NOON, "r"), NOON.plusSeconds(1)))
        .isEqualTo(new Step.Move(progress(ONE, false, job(NOON), NOON, "s"), Step.Why.CHANGED));
  }

  @Test
  void aChangeWhileAJobIsBeingAskedForWaitsUntilItIsThere() {
    definedAt = NOON.plusSeconds(600);
    Definition changed =
        named(new Cron("0 5 * * * ?", ZoneId.of("UTC")), "s", NOON.minusSeconds(60));
    Progress asked = progress(NOON, true, BEFORE, null, "r");

    assertThat(next(changed, asked, definedAt.plusSeconds(1))).isEqualTo(new Step.Wait());

    jobs.put(job(NOON), running(NOON.plusSeconds(1)));
    // Five past twelve was before the change: nobody wanted it then.
    assertThat(next(changed, asked, definedAt.plusSeconds(1)))
        .isEqualTo(
            new Step.Move(
                progress(ONE.plusSeconds(300), false, job(NOON), NOON, "s"), Step.Why.MADE));
  }

  @Test
  void anIntervalThatIsChangedCountsFromTheLastJob() {
    definedAt = NOON.plusSeconds(600);
    Progress noted = progress(NOON.plus(HALF), false, job(NOON), NOON, "r");

    assertThat(next(named(new Interval(120), "s", NOON), noted, definedAt))
        .isEqualTo(
            new Step.Move(
                progress(NOON.plus(Duration.ofHours(2)), false, job(NOON), NOON, "s"),
                Step.Why.CHANGED));
    assertThat(next(named(new Interval(5), "s", NOON), noted, definedAt))
        .isEqualTo(
            new Step.Move(progress(definedAt, false, job(NOON), NOON, "s"), Step.Why.CHANGED));
  }

  @Test
  void oneThatIsMadeAnewUnderANameThatWasTakenAwayOwesNothing() {
    definedAt = NOON.plus(Duration.ofDays(3));
    Definition anew = named(EVERY_HOUR, "s", definedAt);
    through = definedAt.plusSeconds(3_600);

    assertThat(next(anew, progress(NOON, false, BEFORE, null, "r"), definedAt))
        .isEqualTo(new Step.Move(progress(definedAt, false, BEFORE, null, "s"), Step.Why.CHANGED));
    assertThat(next(anew, progress(NOON, true, BEFORE, null, "r"), definedAt))
        .isEqualTo(
            new Step.Move(progress(definedAt, false, job(NOON), NOON, "s"), Step.Why.CHANGED));
  }

  @Test
  void oneThatWasOverAndIsChangedGoesOn() {
    definedAt = ONE;
    Definition changed = named(new Once(ONE.plusSeconds(60)), "s", NOON);

    assertThat(next(changed, progress(Progress.NEVER, false, job(NOON), NOON, "r"), ONE))
        .isEqualTo(
            new Step.Move(
                progress(ONE.plusSeconds(60), false, job(NOON), NOON, "s"), Step.Why.CHANGED));
  }

  private Step next(Definition definition, @Nullable Progress progress, Instant now) {
    return OccurrenceRule.next(
        new OccurrenceRule.Standing(definition, definedAt, progress, NOON),
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

  private static Definition with(Schedule schedule, Rules rules) {
    return new Definition(
        ID,
        null,
        schedule,
        rules,
        JobRequest.forTemplate("ablast"),
        Pool.DEFAULT,
        null,
        NOON,
        Standing.since(NOON));
  }

  private static Definition named(Schedule schedule, String revision, Instant createdAt) {
    return standing(schedule, createdAt, new Standing(revision, false, createdAt, createdAt));
  }

  private static Definition standing(Schedule schedule, Instant createdAt, Standing standing) {
    return new Definition(
        ID,
        "nightly",
        schedule,
        Rules.USUAL,
        JobRequest.forTemplate("ablast"),
        Pool.DEFAULT,
        null,
        createdAt,
        standing);
  }

  private static Seen.Job running(Instant queuedAt) {
    return new Seen.Job(queuedAt, null);
  }

  private static Seen.Job ended(Instant queuedAt) {
    return new Seen.Job(queuedAt, queuedAt.plusSeconds(1));
  }

  private static Step made(Instant due, Instant last) {
    return new Step.Move(new Progress(ID, due, false, job(last), last, null), Step.Why.MADE);
  }

  private static Progress due(Instant due) {
    return after(due, null);
  }

  private static Progress after(Instant due, @Nullable JobId previous) {
    return progress(due, false, previous, null, null);
  }

  private static Progress asked(Instant due, @Nullable JobId previous) {
    return progress(due, true, previous, null, null);
  }

  private static Progress progress(
      Instant due,
      boolean asked,
      @Nullable JobId previous,
      @Nullable Instant last,
      @Nullable String revision) {
    return new Progress(ID, due, asked, previous, last, revision);
  }

  private static JobId job(Instant due) {
    return JobId.ofOccurrence(ID, due);
  }
}
