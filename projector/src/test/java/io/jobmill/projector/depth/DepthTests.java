// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.depth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DepthTests {

  @Test
  void withoutAGroupEverythingOnTheQueueWaits() {
    assertThat(Depth.of(null, 10, 25)).isEqualTo(new Depth(15, 10));
  }

  @Test
  void aQueueThatIsDoneWithIsEmptyThoughItsBeginningIsNotNotedYet() {
    assertThat(Depth.of(group(20, 0L), 10, 25)).isEqualTo(new Depth(0, 25));
  }

  @Test
  void theOldestIsWhereTheBrokersCountBeginsNotWhatWasDoneWithBefore() {
    assertThat(Depth.of(group(20, 2L), 10, 25)).isEqualTo(new Depth(2, 23));
  }

  @Test
  void withoutACountWhatLiesBehindTheBeginningWaits() {
    assertThat(Depth.of(group(20, null), 10, 25)).isEqualTo(new Depth(5, 20));
  }

  @Test
  void whatTheQueueHasForgottenDoesNotWait() {
    assertThat(Depth.of(group(3, 22L), 10, 25)).isEqualTo(new Depth(15, 10));
  }

  private static SharePartitionOffsetInfo group(long start, @Nullable Long lag) {
    return new SharePartitionOffsetInfo(start, Optional.empty(), Optional.ofNullable(lag));
  }
}
