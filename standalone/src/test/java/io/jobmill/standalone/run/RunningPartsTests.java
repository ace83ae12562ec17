// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RunningPartsTests {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final RunningParts parts = new RunningParts();
  private final List<String> ended = new CopyOnWriteArrayList<>();

  @Test
  void endsWhatWasStartedLastFirst() {
    parts.add(part("broker"));
    parts.add(part("store"));
    parts.add(part("worker"));

    assertThat(parts.stop()).isEmpty();

    assertThat(ended).containsExactly("worker", "store", "broker");
  }

  @Test
  void leavesAPartThatHangsBehindAndEndsTheOthers() {
    CountDownLatch never = new CountDownLatch(1);
    parts.add(part("broker"));
    parts.add(new RunningPart("store", Duration.ofMillis(20), never::await));

    assertThat(parts.stop()).containsExactly("store");

    assertThat(ended).containsExactly("broker");
  }

  @Test
  void namesAPartThatFailsToEnd() {
    parts.add(part("broker"));
    parts.add(
        new RunningPart(
            "store",
            LONG,
            () -> {
              throw new IllegalStateException("disk full");
            }));

    assertThat(parts.stop()).containsExactly("store");

    assertThat(ended).containsExactly("broker");
  }

  @Test
  void endsAPartAtOnceThatComesUpAfterTheStop() {
    parts.stop();

    assertThatExceptionOfType(StoppedException.class).isThrownBy(() -> parts.add(part("worker")));

    assertThat(ended).containsExactly("worker");
  }

  @Test
  void endsNothingTwice() {
    parts.add(part("broker"));

    parts.stop();
    parts.stop();

    assertThat(ended).containsExactly("broker");
  }

  private RunningPart part(String name) {
    return new RunningPart(name, LONG, () -> ended.add(name));
  }
}
