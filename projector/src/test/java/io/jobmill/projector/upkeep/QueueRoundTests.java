// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import static io.jobmill.projector.upkeep.FakeEnds.PARTITION;
import static io.jobmill.projector.upkeep.Jobs.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.projector.upkeep.QueueRound.Through;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class QueueRoundTests {

  private final FakeEnds ends = new FakeEnds();
  private final QueueRound round = new QueueRound(ends);
  private Through through = new Through(0, START, Set.of(), Map.of());

  @Test
  void isOverWhenWhatStoodOnTheQueuesIsReportedAndProjected() {
    begin(3, 4);
    assertThat(round.proceed(reached(100))).as("not sampled").isEmpty();

    ends.sample(10, 8);
    assertThat(round.proceed(reached(100))).as("not reported").isEmpty();
    ends.reportedTo(9);
    assertThat(round.proceed(reached(100))).as("reported too little").isEmpty();
    assertThat(round.proceed(reached(100))).as("asked again").isEmpty();
    ends.reportedTo(10);
    assertThat(round.proceed(reached(100))).as("events not sampled").isEmpty();
    ends.eventsEndAt(200);
    assertThat(round.proceed(reached(199))).as("not projected").isEmpty();
    assertThat(round.isUnderWay()).isTrue();

    assertThat(round.proceed(reached(200)))
        .contains(new Through(1, START, Set.of(3, 4), Map.of(PARTITION, 8L)));
    assertThat(round.isUnderWay()).isFalse();
    assertThat(round.proceed(reached(300))).isEmpty();
  }

  @Test
  void doesNotCoverWhatWentAwayMeanwhileEvenIfItCameBack() {
    begin(3, 4);
    round.revoked(Set.of(4));
    ends.sample(10, 8);
    ends.reportedTo(10);
    ends.eventsEndAt(0);
    proceedTwice();

    assertThat(through.partitions()).containsExactly(3);
  }

  @Test
  void neverSaysThatMoreIsDoneThanWhenTheQueuesWereSampled() {
    begin(3);
    ends.sample(10, 8);
    round.proceed(reached(0));
    ends.sample(20, 20);
    ends.reportedTo(20);
    ends.eventsEndAt(0);
    proceedTwice();

    assertThat(through.doneBelow()).isEqualTo(Map.of(PARTITION, 8L));
  }

  @Test
  void aQueueThatTheReaderDoesNotKnowYetIsNotReported() {
    begin(3);
    ends.sample(10, 8);
    ends.answerReported(Map.of());

    assertThat(round.proceed(reached(0))).isEmpty();
    assertThat(round.proceed(reached(0))).isEmpty();
    assertThat(round.isUnderWay()).isTrue();
  }

  @Test
  void aQuestionThatFailsEndsTheRoundAndTheNextOneBeginsAnew() {
    begin(3);
    ends.failToSample();
    assertThatThrownBy(() -> round.proceed(reached(0))).isInstanceOf(KafkaException.class);
    assertThat(round.isUnderWay()).isFalse();

    ends.sampleAnew();
    begin(3);
    ends.sample(10, 8);
    ends.reportedTo(10);
    ends.eventsEndAt(0);
    proceedTwice();

    assertThat(through.number()).isEqualTo(2);
    assertThat(round.number()).isEqualTo(2);
  }

  private void begin(Integer... owned) {
    round.begin(START, Set.of(), Set.of(owned));
  }

  private void proceedTwice() {
    for (int pass = 0; pass < 2; pass++) {
      round.proceed(reached(0)).ifPresent(over -> through = over);
    }
  }

  private static Map<Integer, Long> reached(long offset) {
    return Map.of(3, offset, 4, offset);
  }
}
