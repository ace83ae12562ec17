// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.Outcome;
import io.jobmill.job.Pool;
import io.jobmill.observe.Meters;
import io.jobmill.testkit.time.SettableClock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class MeteredListenerTests {

  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final SettableClock clock = new SettableClock(NOW);
  private final MeteredListener listener =
      new MeteredListener(new Meters(registry), 2, clock, () -> {});

  @Test
  void anAttemptCountsForItsTemplateAndOutcomeWithItsTime() {
    listener.ended(Pool.DEFAULT, "greet", Outcome.FAILED, Duration.ofSeconds(3).toNanos());

    assertThat(timer("greet", "failed").count()).isEqualTo(1);
    assertThat(timer("greet", "failed").totalTime(TimeUnit.SECONDS)).isEqualTo(3);
    assertThat(timer("greet", "succeeded").count()).isZero();
  }

  @Test
  void pastItsBoundTemplatesShareASeriesAndThoseThatHaveOneKeepIt() {
    for (String template : new String[] {"one", "two", "three", "four", "one"}) {
      listener.ended(Pool.DEFAULT, template, Outcome.SUCCEEDED, 1);
    }

    assertThat(timer("one", "succeeded").count()).isEqualTo(2);
    assertThat(timer("two", "succeeded").count()).isEqualTo(1);
    assertThat(timer("other", "succeeded").count()).isEqualTo(2);
    assertThat(registry.find("jobmill.worker.attempts").tag("template", "three").timer()).isNull();
  }

  @Test
  void aJobWithoutATemplateIsCountedAsSuch() {
    listener.ended(Pool.DEFAULT, null, Outcome.WARNING, 1);

    assertThat(timer("none", "warning").count()).isEqualTo(1);
  }

  @Test
  void theAgeOfTheHeartbeatGrowsUntilOneIsTaken() {
    AtomicReference<Instant> taken = new AtomicReference<>(Instant.EPOCH);
    listener.heartbeats(taken::get);
    assertThat(age()).isNaN();

    taken.set(NOW);
    clock.advance(Duration.ofSeconds(7));

    assertThat(age()).isEqualTo(7);
  }

  @Test
  void theSlotsOfAPoolAreThereBeforeItsFirstJob() {
    listener.slots(Pool.DEFAULT, 8, () -> 3);

    assertThat(registry.get("jobmill.worker.slots").tag("pool", "default").gauge().value())
        .isEqualTo(8);
    assertThat(registry.get("jobmill.worker.slots.used").tag("pool", "default").gauge().value())
        .isEqualTo(3);
    assertThat(registry.get("jobmill.worker.started").tag("pool", "default").counter().count())
        .isZero();
  }

  private double age() {
    return registry.get("jobmill.worker.heartbeat.age").gauge().value();
  }

  private Timer timer(String template, String outcome) {
    return registry
        .get("jobmill.worker.attempts")
        .tags("pool", "default", "template", template, "outcome", outcome)
        .timer();
  }
}
