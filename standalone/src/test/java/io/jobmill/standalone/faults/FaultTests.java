// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FaultTests {

  @Test
  void whatAMachineLacksLeavesOutOnlyTheFaultsThatNeedIt() {
    Surroundings nothing = Surroundings.plain();

    assertThat(Arrays.stream(Fault.values()).filter(fault -> fault.impossible(nothing).isPresent()))
        .containsExactly(
            Fault.CLOCK_OF_WORKER_FAST,
            Fault.CLOCK_OF_WORKER_SLOW,
            Fault.CLOCK_OF_PROJECTOR_FAST,
            Fault.CLOCK_OF_PROJECTOR_SLOW,
            Fault.BROKER_DISK_FULL,
            Fault.VERSION_ROLLED);
  }

  @Test
  void everyFaultIsPlayedWhereNothingIsMissing() {
    Surroundings everything = new Surroundings(Path.of("a"), Path.of("b"), Path.of("c"));

    assertThat(Fault.values()).allMatch(fault -> fault.impossible(everything).isEmpty());
  }

  @Test
  void onlyAFaultOfWorkersOrTheBrokerIsAReasonToRunAJobAgain() {
    assertThat(Arrays.stream(Fault.values()).filter(Fault::mayRepeat))
        .allMatch(fault -> fault.name().matches("(WORKER|BROKER|NETWORK)_.*"));
  }
}
