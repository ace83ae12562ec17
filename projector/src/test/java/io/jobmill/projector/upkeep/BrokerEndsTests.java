// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.junit.jupiter.api.Test;

class BrokerEndsTests {

  @Test
  void aQueueThatStandsStillWithNothingLeftIsDoneToItsEnd() {
    assertThat(BrokerEnds.doneBelow(info(3, 0), 9L, 9L)).isEqualTo(9);
    assertThat(BrokerEnds.doneBelow(info(12, 0), 9L, 9L)).isEqualTo(12);
  }

  @Test
  void aQueueWithSomethingLeftIsDoneToWhereItsGroupBegins() {
    assertThat(BrokerEnds.doneBelow(info(3, 2), 9L, 9L)).isEqualTo(3);
    assertThat(
            BrokerEnds.doneBelow(
                new SharePartitionOffsetInfo(3, Optional.empty(), Optional.empty()), 9L, 9L))
        .isEqualTo(3);
  }

  /**
   * Offsets 3 to 6 are being claimed, 7 to 10 came and were accepted after the broker had looked up
   * the end 7: it counts 7 - 3 - 4 accepted = 0 left, although four are left.
   */
  @Test
  void aQueueThatGrowsIsDoneToWhereItsGroupBeginsHoweverLittleSeemsLeft() {
    assertThat(BrokerEnds.doneBelow(info(3, 0), 7L, 11L)).isEqualTo(3);
    assertThat(BrokerEnds.doneBelow(info(3, 0), 10L, 11L)).isEqualTo(3);
  }

  @Test
  void aQueueWhoseEndIsNotKnownIsDoneToWhereItsGroupBegins() {
    assertThat(BrokerEnds.doneBelow(info(3, 0), null, 11L)).isEqualTo(3);
    assertThat(BrokerEnds.doneBelow(info(3, 0), 11L, null)).isEqualTo(3);
    assertThat(BrokerEnds.doneBelow(info(3, 0), null, null)).isEqualTo(3);
  }

  private static SharePartitionOffsetInfo info(long start, long left) {
    return new SharePartitionOffsetInfo(start, Optional.of(0), Optional.of(left));
  }
}
