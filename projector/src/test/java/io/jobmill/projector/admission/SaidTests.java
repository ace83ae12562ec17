// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.job.JobId;
import io.jobmill.store.LimitedJobs.Asked;
import io.jobmill.store.LimitedJobs.LimitedJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SaidTests {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final JobId ID = new JobId(new UUID(0, 1));

  private final Said said = new Said();

  @Test
  void aPlaceIsTakenUntilTheRequestShows() {
    said.through(job(1, true, false), "t", NOON);

    look(job(1, true, false));
    assertThat(said.places("t")).isEqualTo(1);
    assertThat(said.places("other")).isZero();
    look(job(2, false, false));
    assertThat(said.places("t")).isZero();
    assertThat(said.isAbout(ID)).isFalse();
  }

  @Test
  void aPlaceIsNotTakenTwiceByWhatIsAtItsNextAttemptAlready() {
    said.through(job(1, true, false), "t", NOON);

    look(new LimitedJob(ID, NOON, new Asked(2, 1), false, false));

    assertThat(said.places("t")).isZero();
  }

  @Test
  void aPlaceIsNotTakenByWhatHasEndedMeanwhileOrIsGone() {
    said.through(job(1, true, false), "t", NOON);
    look(job(1, false, true));
    assertThat(said.places("t")).isZero();

    said.through(job(1, true, false), "t", NOON);
    said.seen(said.looks(), List.of());
    assertThat(said.places("t")).isZero();
  }

  @Test
  void whatWasEndedIsNotEndedAgainWhileThatDoesNotShow() {
    said.ended(job(2, false, false), NOON);

    look(job(2, false, false));
    assertThat(said.isAbout(ID)).isTrue();
    assertThat(said.places("")).as("it is no place").isZero();
    look(job(2, false, true));
    assertThat(said.isAbout(ID)).isFalse();
  }

  @Test
  void whatDoesNotShowForLongIsOverdue() {
    said.through(job(1, true, false), "t", NOON);
    Duration patience = Duration.ofSeconds(60);

    assertThat(said.isOverdue(NOON.plusSeconds(60), patience)).isFalse();
    assertThat(said.isOverdue(NOON.plusSeconds(61), patience)).isTrue();
    said.forget();
    assertThat(said.isOverdue(NOON.plusSeconds(61), patience)).isFalse();
  }

  private void look(LimitedJob found) {
    said.seen(said.looks(), List.of(found));
  }

  private static LimitedJob job(int ask, boolean waits, boolean over) {
    return new LimitedJob(ID, NOON, new Asked(1, ask), waits, over);
  }
}
