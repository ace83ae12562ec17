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
  void endsWhatRestsOnOthersFirst() {
    parts.add(part(Stage.SERVERS, "broker"));
    parts.add(part(Stage.PROJECTOR, "projector"));
    parts.add(part(Stage.DATA_FOLDER, "data folder"));
    parts.add(part(Stage.INTAKE, "worker"));

    assertThat(parts.stop()).isEmpty();

    assertThat(ended).containsExactly("worker", "projector", "broker", "data folder");
  }

  @Test
  void endsTogetherWhatDoesNotNeedEachOther() {
    CountDownLatch both = new CountDownLatch(2);
    for (String name : List.of("broker", "store")) {
      parts.add(
          new RunningPart(
              Stage.SERVERS,
              name,
              LONG,
              () -> {
                both.countDown();
                both.await();
                ended.add(name);
              }));
    }

    assertThat(parts.stop()).isEmpty();

    assertThat(ended).containsExactlyInAnyOrder("broker", "store");
  }

  @Test
  void leavesAPartThatHangsBehindAndEndsTheOthers() {
    CountDownLatch never = new CountDownLatch(1);
    parts.add(part(Stage.SERVERS, "broker"));
    parts.add(new RunningPart(Stage.PROJECTOR, "projector", Duration.ofMillis(20), never::await));

    assertThat(parts.stop()).containsExactly("projector");

    assertThat(ended).containsExactly("broker");
  }

  @Test
  void namesAPartThatFailsToEnd() {
    parts.add(part(Stage.SERVERS, "broker"));
    parts.add(
        new RunningPart(
            Stage.SERVERS,
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

    assertThatExceptionOfType(StoppedException.class)
        .isThrownBy(() -> parts.add(part(Stage.INTAKE, "worker")));

    assertThat(ended).containsExactly("worker");
  }

  @Test
  void endsNothingTwice() {
    parts.add(part(Stage.SERVERS, "broker"));

    parts.stop();
    parts.stop();

    assertThat(ended).containsExactly("broker");
  }

  private RunningPart part(Stage stage, String name) {
    return new RunningPart(stage, name, LONG, () -> ended.add(name));
  }
}
