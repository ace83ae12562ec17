// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.schedule;

import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.schedule.Cron;
import io.jobmill.schedule.ScheduleRecord.Definition;
import io.jobmill.schedule.ScheduleRecord.Progress;
import io.jobmill.schedule.ScheduleRecord.Rules;
import io.jobmill.schedule.ScheduleRecord.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One schedule, its topic, its queue and its projectors, of which any may die between any two
 * writes; and people who change it, whose gateways' clocks are wrong.
 */
final class ScheduleWorld implements Seen {

  static final Duration WRONG = Duration.ofSeconds(2);

  private static final JobId ID = JobId.ofScheduleName("nightly");
  private static final String[] EXPRESSIONS = {
    "0 * * * * ?", "30 */2 * * * ?", "0,20,40 * * * * ?", "0 */5 * * * ?", "15 1/3 * * * ?"
  };

  private final Random random;
  private final Rules rules;
  private final List<Version> versions = new ArrayList<>();
  private final List<Made> made = new ArrayList<>();
  private final Map<JobId, Job> seen = new HashMap<>();
  private final Map<JobId, Instant> queued = new HashMap<>();
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private Instant through = now;
  private @Nullable Progress noted;
  private Instant notedAt = now;
  private int revision;

  /** The schedule, and when it was written. */
  record Version(Definition definition, Instant at) {}

  /** A request on the queue. */
  record Made(Instant due, Instant at) {}

  ScheduleWorld(Random random, Rules rules) {
    this.random = random;
    this.rules = rules;
    define(EXPRESSIONS[0], false, now);
  }

  Instant now() {
    return now;
  }

  List<Made> made() {
    return made;
  }

  List<Version> versions() {
    return versions;
  }

  boolean isPaused() {
    return current().definition().standing().paused();
  }

  /** Something happens. */
  void step() {
    now = now.plusMillis(200 + random.nextInt(random.nextInt(40) == 0 ? 400_000 : 8_000));
    if (random.nextInt(3) > 0) {
      project();
    }
    if (random.nextInt(60) == 0) {
      change();
    }
    pass(random.nextInt(4) == 0);
  }

  /** Nothing goes wrong any more. */
  void calmStep() {
    now = now.plusMillis(500);
    project();
    seen.replaceAll(
        (id, job) -> new Job(job.queuedAt(), Optional.ofNullable(job.endedAt()).orElse(now)));
    pass(false);
  }

  void resume() {
    if (isPaused()) {
      define(((Cron) current().definition().schedule()).expression(), false, now);
    }
  }

  @Override
  public Optional<Job> job(JobId id) {
    return Optional.ofNullable(seen.get(id));
  }

  @Override
  public Optional<Instant> projectedThrough(JobId id) {
    return Optional.of(through);
  }

  private Version current() {
    return versions.get(versions.size() - 1);
  }

  private void project() {
    queued.forEach((id, at) -> seen.putIfAbsent(id, new Job(at, null)));
    through = now;
    seen.replaceAll(
        (id, job) ->
            job.endedAt() == null && random.nextInt(5) == 0 ? new Job(job.queuedAt(), now) : job);
  }

  /** As a gateway finds out what is another now, and by its own clock. */
  private void change() {
    String expression = EXPRESSIONS[random.nextInt(EXPRESSIONS.length)];
    boolean paused = random.nextInt(3) == 0;
    long wrong = random.nextLong(2 * WRONG.toMillis() + 1) - WRONG.toMillis();
    define(expression, paused, now.plusMillis(wrong));
  }

  private void define(String expression, boolean paused, Instant clock) {
    Cron cron = new Cron(expression, ZoneId.of("UTC"));
    Definition before = versions.isEmpty() ? null : current().definition();
    Standing standing;
    if (before == null) {
      standing = new Standing(String.valueOf(++revision), paused, clock, clock);
    } else if (before.schedule().equals(cron) && before.standing().paused() == paused) {
      standing = before.standing();
    } else {
      boolean resumed = before.standing().paused() && !paused;
      standing =
          new Standing(
              String.valueOf(++revision),
              paused,
              resumed ? clock : before.standing().since(),
              clock);
    }
    versions.add(
        new Version(
            new Definition(
                ID,
                "nightly",
                cron,
                rules,
                JobRequest.forTemplate("ablast"),
                Pool.DEFAULT,
                null,
                before == null ? clock : before.createdAt(),
                standing),
            now));
  }

  /** One look of whichever projector has the schedule; it may die after its first write. */
  private void pass(boolean dies) {
    Version version = current();
    Step step =
        OccurrenceRule.next(
            new OccurrenceRule.Standing(version.definition(), version.at(), noted, notedAt),
            this,
            now);
    if (step instanceof Step.Move move) {
      note(move.note());
    } else if (step instanceof Step.Ask ask) {
      note(ask.note());
      if (!dies) {
        made.add(new Made(ask.note().due(), now));
        queued.putIfAbsent(OccurrenceRule.job(ask.note()), now);
      }
    }
  }

  private void note(Progress progress) {
    noted = progress;
    notedAt = now;
  }
}
