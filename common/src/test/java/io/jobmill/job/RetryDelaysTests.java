// SPDX-License-Identifier: Apache-2.0
package io.jobmill.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RetryDelaysTests {

  private static final JobId JOB = JobId.of("0196f000-0000-7000-8000-000000000001");
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void eachWaitIsLongerByTheFactorUpToTheLongest() {
    RetryDelays delays = new RetryDelays(SECOND, 3, Duration.ofSeconds(20), 0);

    List<Duration> waits =
        IntStream.rangeClosed(1, 5).mapToObj(i -> delays.after(JOB, i, i)).toList();

    assertThat(waits).extracting(Duration::toSeconds).containsExactly(1L, 3L, 9L, 20L, 20L);
  }

  @Test
  void howOftenItWasHandedBackDoesNotMakeTheWaitLonger() {
    RetryDelays delays = new RetryDelays(SECOND, 2, Duration.ofHours(1), 0);

    assertThat(delays.after(JOB, 7, 2)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aFactorOfOneKeepsTheWaitAsItIs() {
    RetryDelays delays = new RetryDelays(SECOND, 1, SECOND, 0);

    assertThat(delays.after(JOB, 100, 100)).isEqualTo(SECOND);
  }

  @Test
  void growingBeyondEveryNumberStopsAtTheLongest() {
    RetryDelays delays = new RetryDelays(Duration.ofDays(366), 100, Duration.ofDays(366), 0);

    assertThat(delays.after(JOB, 1_000_000_000, 1_000_000_000)).isEqualTo(Duration.ofDays(366));
  }

  static Stream<Long> seeds() {
    return new Random(20261125).longs(200).boxed();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void chanceTakesOffNoMoreThanItsShareAndNeverAdds(long seed) {
    Random random = new Random(seed);
    JobId job = new JobId(new UUID(random.nextLong(), random.nextLong()));
    int attempt = 1 + random.nextInt(100);
    double jitter = random.nextDouble();
    RetryDelays plain = new RetryDelays(SECOND, 1.5, Duration.ofMinutes(5), 0);
    RetryDelays spread = new RetryDelays(SECOND, 1.5, Duration.ofMinutes(5), jitter);

    long most = plain.after(job, attempt, attempt).toMillis();
    long wait = spread.after(job, attempt, attempt).toMillis();

    assertThat(wait).isBetween((long) (most * (1 - jitter)), most);
    assertThat(spread.after(job, attempt, attempt).toMillis()).isEqualTo(wait);
  }

  @Test
  void jobsThatFailedTogetherComeBackAllOverTheShare() {
    RetryDelays delays = new RetryDelays(Duration.ofSeconds(100), 1, Duration.ofSeconds(100), 0.5);
    Integer[] tenths = {0, 0, 0, 0, 0};

    for (int i = 0; i < 10_000; i++) {
      // Ids that hardly differ, as those of a burst do.
      JobId job = new JobId(new UUID(0x0196f00000007000L, 0x8000000000000000L + i));
      tenths[(int) ((delays.after(job, 1, 1).toMillis() - 50_000) / 10_000.1)]++;
    }

    assertThat(tenths).allSatisfy(count -> assertThat(count).isBetween(1_800, 2_200));
  }

  /** Replayed by another version, a history has to give the same times. */
  @Test
  void theChanceOfAnAttemptIsFixedForEver() {
    RetryDelays delays = new RetryDelays(Duration.ofDays(10), 1, Duration.ofDays(10), 1);

    assertThat(
            IntStream.rangeClosed(1, 3)
                .mapToObj(attempt -> delays.after(JOB, attempt, 1).toMillis()))
        .containsExactly(567_784_667L, 182_528_472L, 653_807_547L);
  }

  @Test
  void refusesWhatMakesNoSense() {
    Duration minute = Duration.ofMinutes(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryDelays(Duration.ZERO, 2, minute, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new RetryDelays(minute, 2, SECOND, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new RetryDelays(SECOND, 0.9, minute, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryDelays(SECOND, Double.NaN, minute, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new RetryDelays(SECOND, 2, minute, 1.1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryDelays(SECOND, 2, minute, Double.NaN));
  }
}
