// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.gateway.testing.InMemoryJobs;
import io.jobmill.gateway.testing.Views;
import io.jobmill.job.JobId;
import io.jobmill.job.JobStatus;
import io.jobmill.testkit.time.SettableClock;
import io.jobmill.view.JobView;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JobLookupTests {

  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  private final SettableClock clock = new SettableClock(NOW);
  private final InMemoryJobs stored = new InMemoryJobs();
  private final IssuedTokens issued = new IssuedTokens();
  private final JobLookup lookup = new JobLookup(stored, issued, clock::advance, clock);

  @Test
  void findsWhatIsStored() {
    JobView job = Views.job("t", JobStatus.RUNNING);
    stored.put(job);

    assertThat(lookup.find(job.id())).isEqualTo(new Lookup.Found(job));
  }

  @Test
  void knowsWhatThisGatewayAcceptedHoweverFarTheProjectionIs() {
    JobId id = JobId.v7(NOW, new Random(1));
    issued.accepted(id, "t");
    stored.projectThrough(NOW.plus(Duration.ofDays(1)));

    assertThat(lookup.find(id)).isEqualTo(new Lookup.Pending("t"));
  }

  @Test
  void takesAnotherGatewaysTokenForPendingWhileNothingIsProjected() {
    assertThat(lookup.find(JobId.v7(NOW.minusSeconds(3600), new Random(1))))
        .isEqualTo(new Lookup.Pending(null));
  }

  @Test
  void saysUnknownOnlyOnceTheTokensTimeIsSafelyProjected() {
    JobId id = JobId.v7(NOW.minusSeconds(60), new Random(1));
    stored.projectThrough(NOW.minusSeconds(50));
    assertThat(lookup.find(id)).isEqualTo(new Lookup.Pending(null));

    stored.projectThrough(NOW.minusSeconds(49));

    assertThat(lookup.find(id)).isEqualTo(new Lookup.Unknown());
  }

  @Test
  void waitsForAnIdWithoutTimeUntilTheQuestionsTimeIsProjected() {
    JobId id = Views.someId();
    stored.projectThrough(NOW.minusSeconds(1));

    assertThat(lookup.find(id)).isEqualTo(new Lookup.Unknown());
    assertThat(clock.instant()).isEqualTo(NOW.plusSeconds(2));
  }

  @Test
  void findsAnIdWithoutTimeThatIsProjectedMeanwhile() {
    JobView job = Views.job("t", JobStatus.PENDING);
    JobLookup looking =
        new JobLookup(
            stored,
            issued,
            pause -> {
              clock.advance(pause);
              stored.put(job);
            },
            clock);

    assertThat(looking.find(job.id())).isEqualTo(new Lookup.Found(job));
    assertThat(clock.instant()).isBefore(NOW.plusSeconds(1));
  }

  @Test
  void doesNotWaitWhenTheQuestionsTimeIsProjectedAlready() {
    stored.projectThrough(NOW.plusMillis(1));

    assertThat(lookup.find(Views.someId())).isEqualTo(new Lookup.Unknown());
    assertThat(clock.instant()).isEqualTo(NOW);
  }

  @Test
  void doesNotBelieveATimeThatHasNotComeYet() {
    stored.projectThrough(NOW.plusMillis(1));

    assertThat(lookup.find(JobId.v7(NOW.plusSeconds(3600), new Random(1))))
        .isEqualTo(new Lookup.Unknown());
  }
}
