// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.job.JobQueue;
import io.jobmill.job.JobStatus;
import io.jobmill.job.Pool;
import io.jobmill.job.Priority;
import io.jobmill.observe.Meters;
import io.jobmill.projector.metrics.ProjectorListener.Hearing;
import io.jobmill.projector.metrics.ProjectorListener.Reason;
import io.jobmill.projector.metrics.ProjectorListener.Strength;
import io.jobmill.projector.metrics.ProjectorListener.Waiting;
import io.jobmill.testkit.time.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MeteredListenerTests {

  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final SettableClock clock = new SettableClock(NOW);
  private final Pulse pulse = new Pulse(clock);
  private final MeteredListener listener =
      new MeteredListener(new Meters(registry), pulse, Set.of("events", "submissions"));

  @Test
  void theDelayGrowsWhileNothingIsProjectedThoughNobodyReportsIt() {
    listener.lag("events", 40, NOW.minusSeconds(2));
    clock.advance(Duration.ofSeconds(30));

    assertThat(gauge("jobmill.projector.lag", "topic", "events")).isEqualTo(40);
    assertThat(gauge("jobmill.projector.delay", "topic", "events")).isEqualTo(32);

    listener.lag("events", 0, null);

    assertThat(gauge("jobmill.projector.delay", "topic", "events")).isZero();
  }

  @Test
  void aClockThatIsBehindTheBrokersMakesNoDelayBelowZero() {
    listener.lag("events", 1, NOW.plusSeconds(5));

    assertThat(gauge("jobmill.projector.delay", "topic", "events")).isZero();
  }

  @Test
  void aTickSaysThatKafkaAnswersWhoIsHeardAndHowTheClocksAre() {
    assertThat(registry.get("jobmill.projector.tick.age").gauge().value()).isNaN();

    listener.ticked(
        new Hearing(
            Duration.ofSeconds(1),
            Duration.ofSeconds(9),
            Map.of(new Pool("nightly"), new Strength(2, 32))));
    clock.advance(Duration.ofSeconds(4));

    assertThat(registry.get("jobmill.projector.tick.age").gauge().value()).isEqualTo(4);
    assertThat(gauge("jobmill.projector.clock.skew", "clock", "self")).isEqualTo(1);
    assertThat(gauge("jobmill.projector.clock.skew", "clock", "workers")).isEqualTo(9);
    assertThat(gauge("jobmill.pool.workers", "pool", "nightly")).isEqualTo(2);
    assertThat(gauge("jobmill.pool.slots", "pool", "nightly")).isEqualTo(32);
  }

  @Test
  void queuesThatCannotBeMeasuredShowNothingRatherThanWhatTheyWere() {
    listener.measured(
        Map.of(
            new JobQueue(Pool.DEFAULT, Priority.LOW),
            new Waiting(3, Duration.ofMinutes(2), Duration.ofDays(30))));
    assertThat(gauge("jobmill.queue.depth", "pool", "default", "priority", "low")).isEqualTo(3);
    assertThat(gauge("jobmill.queue.oldest.age", "pool", "default", "priority", "low"))
        .isEqualTo(120);
    assertThat(gauge("jobmill.queue.retention", "pool", "default", "priority", "low"))
        .isEqualTo(2_592_000);

    listener.measured(Map.of());

    assertThat(registry.find("jobmill.queue.depth").gauge()).isNull();
  }

  @Test
  void submissionsThatCannotBeCountedShowNothingRatherThanWhatTheyWere() {
    listener.undecided(OptionalLong.of(12));
    assertThat(registry.get("jobmill.submissions.depth").gauge().value()).isEqualTo(12);

    listener.undecided(OptionalLong.empty());

    assertThat(registry.find("jobmill.submissions.depth").gauge()).isNull();
  }

  @Test
  void aPoolWithoutHeldJobsHasNoRow() {
    listener.held(Map.of(Pool.DEFAULT, 7));
    assertThat(gauge("jobmill.projector.jobs.held", "pool", "default")).isEqualTo(7);

    listener.held(Map.of());

    assertThat(registry.find("jobmill.projector.jobs.held").gauge()).isNull();
  }

  @Test
  void countersThatAlertsWatchAreThereFromTheStart() {
    listener.ended(JobStatus.FAILED, 2);
    listener.exhausted(1);
    listener.asked(Reason.RETRY, 5);
    listener.lost(1);

    assertThat(counter("jobmill.projector.jobs.ended", "status", "failed")).isEqualTo(2);
    assertThat(counter("jobmill.projector.jobs.ended", "status", "succeeded")).isZero();
    assertThat(registry.get("jobmill.projector.jobs.exhausted").counter().count()).isEqualTo(1);
    assertThat(counter("jobmill.projector.asked", "reason", "retry")).isEqualTo(5);
    assertThat(registry.get("jobmill.projector.lost").counter().count()).isEqualTo(1);
  }

  @Test
  void theFirstDeadLetterOfATopicIsAnIncrease() {
    assertThat(counter("jobmill.projector.dead.letters", "topic", "submissions")).isZero();

    listener.deadLettered("submissions");

    assertThat(counter("jobmill.projector.dead.letters", "topic", "submissions")).isEqualTo(1);
    assertThat(counter("jobmill.projector.dead.letters", "topic", "events")).isZero();
  }

  @Test
  void whetherPartitionsWereGivenOutIsKnownAlsoOfNone() {
    assertThat(pulse.partitions("events")).isEmpty();

    listener.owns("events", Set.of());

    assertThat(pulse.partitions("events")).hasValue(0);
  }

  private double gauge(String name, String... tags) {
    return registry.get(name).tags(tags).gauge().value();
  }

  private double counter(String name, String tag, String value) {
    return registry.get(name).tag(tag, value).counter().count();
  }
}
