// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class QueuesProjectedTests {

  private final FakeEnds ends = new FakeEnds();
  private final Map<Integer, Long> stored = new HashMap<>();
  private final QueuesProjected projected = new QueuesProjected(ends, () -> stored);

  @Test
  void isOverWhenEveryPartitionIsProjectedWhoeverOwnsIt() {
    ends.sample(10, 0);
    ends.reportedTo(10);
    ends.eventsEndAt(7);

    assertThat(projected.isOver()).isFalse();
    stored.put(3, 7L);
    assertThat(projected.isOver()).as("the other partition").isFalse();
    stored.put(4, 7L);
    assertThat(projected.isOver()).isTrue();
    assertThat(projected.isOver()).as("and stays so").isTrue();
  }

  @Test
  void isAboutTheMomentOfItsLastBeginning() {
    over(7);

    projected.begin();
    ends.sampleAnew();
    assertThat(projected.isOver()).isFalse();
    ends.sample(20, 0);
    ends.reportedTo(20);
    ends.eventsEndAt(9);
    assertThat(projected.isOver()).isFalse();
    stored.putAll(Map.of(3, 9L, 4, 9L));

    assertThat(projected.isOver()).isTrue();
  }

  @Test
  void noticesThatTheStoreWasDroppedOrReplacedByAnOlderOne() {
    over(7);
    assertThat(projected.stillHolds()).isTrue();

    stored.put(3, 6L);
    assertThat(projected.stillHolds()).as("older").isFalse();

    over(7);
    stored.clear();
    assertThat(projected.stillHolds()).as("dropped").isFalse();
  }

  @Test
  void beginsAnewWhenTheClusterDoesNotAnswer() {
    ends.failToSample();
    assertThatThrownBy(projected::isOver).isInstanceOf(KafkaException.class);

    ends.sampleAnew();
    over(7);
  }

  private void over(long offset) {
    projected.begin();
    stored.putAll(Map.of(3, offset, 4, offset));
    ends.sample(10, 0);
    ends.reportedTo(10);
    ends.eventsEndAt(offset);
    assertThat(projected.isOver()).isTrue();
  }
}
