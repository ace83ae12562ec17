// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import static io.jobmill.projector.upkeep.CancelRule.END;
import static io.jobmill.projector.upkeep.CancelRule.TELL;
import static io.jobmill.projector.upkeep.CancelRule.WAIT;
import static io.jobmill.projector.upkeep.Jobs.ID;
import static io.jobmill.projector.upkeep.Jobs.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.Command;
import io.jobmill.kafka.CompactedTable.Entry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CancelRuleTests {

  @Test
  void leavesAJobAloneThatIsWanted() {
    assertThat(CancelRule.of(Jobs.running(), null, START.plusSeconds(60))).isEqualTo(WAIT);
  }

  @Test
  void tellsAWorkerThatNobodyHasTold() {
    assertThat(at(1, null)).isEqualTo(TELL);
    assertThat(at(1, said(0, new Command(ID, 2)))).isEqualTo(TELL);
  }

  @Test
  void waitsForAWorkerThatWasJustTold() {
    assertThat(at(2, said(0, Command.cancel(ID)))).isEqualTo(WAIT);
  }

  @Test
  void tellsAWorkerAgainThatDoesNotAnswer() {
    assertThat(at(3, said(0, Command.cancel(ID)))).isEqualTo(TELL);
    assertThat(at(5, said(3, Command.cancel(ID)))).isEqualTo(WAIT);
  }

  @Test
  void endsTheJobAfterThirtySeconds() {
    assertThat(at(29, said(28, Command.cancel(ID)))).isEqualTo(WAIT);
    assertThat(at(30, said(28, Command.cancel(ID)))).isEqualTo(END);
    assertThat(at(30, null)).isEqualTo(END);
  }

  /** What is to be done so many seconds after somebody asked. */
  private static CancelRule at(int second, @Nullable Entry<Command> said) {
    return CancelRule.of(Jobs.unwanted(START), said, START.plusSeconds(second));
  }

  private static Entry<Command> said(int second, Command command) {
    Instant appended = START.plusSeconds(second);
    return new Entry<>(ID.toString(), command, 0, second, appended);
  }
}
