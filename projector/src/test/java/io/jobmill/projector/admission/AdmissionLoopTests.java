// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import static io.jobmill.projector.admission.LimitWorld.NOON;
import static io.jobmill.projector.admission.LimitWorld.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import io.jobmill.kafka.Sends;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.queue.Requests;
import io.jobmill.projector.upkeep.LimitChanges;
import io.jobmill.projector.upkeep.QueuesProjected;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.template.LimitKey;
import io.jobmill.testkit.time.SettableClock;
import io.jobmill.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When limits are decided about, and when the views have to be made sure of first. */
class AdmissionLoopTests {

  private static final Topics TOPICS = new Topics("jobmill.");
  private static final TopicPartition OWN =
      new TopicPartition(TOPICS.submissions(), new LimitKey("t").owner(Topics.EVENT_PARTITIONS));
  private static final TopicPartition OTHER =
      new TopicPartition(TOPICS.submissions(), (OWN.partition() + 1) % Topics.EVENT_PARTITIONS);

  private final LimitWorld world = new LimitWorld();
  private final SettableClock clock = new SettableClock(NOON);
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final AtomicBoolean roundIsOver = new AtomicBoolean();
  private final AtomicBoolean holds = new AtomicBoolean(true);
  private final AdmissionLoop loop =
      new AdmissionLoop(
          consumer,
          new SubmissionReader(
              TOPICS,
              new Requests(new SecretKeyring("a secret for tests, 32 characters and more")),
              ProjectorListener.NONE),
          new AdmissionLoop.Deciders(
              mock(Admission.class, withSettings().stubOnly()),
              new LimitTurns(
                  world.sweep,
                  new LimitChanges(),
                  new SteadyClock(clock, () -> Duration.between(NOON, clock.instant()).toNanos()))),
          projected(),
          new AdmissionLoop.Surroundings(new Sends(world.producer), ProjectorListener.NONE, clock));

  @BeforeEach
  void subscribe() {
    consumer.updateBeginningOffsets(Map.of(OWN, 0L, OTHER, 0L));
    loop.open(TOPICS.submissions());
    roundIsOver.set(true);
  }

  @Test
  void aNewOwnerLetsNothingThroughUntilARoundIsOver() {
    world.waits(1, "t");
    own(OWN);
    turn();
    assertThat(world.letThrough()).isEmpty();

    roundIsOver.set(true);
    turn();

    assertThat(world.letThrough()).containsExactly(id(1));
  }

  @Test
  void afterADoubtNothingIsLetThroughUntilARoundIsOver() {
    own(OWN);
    roundIsOver.set(true);
    world.waits(1, "t");
    holds.set(false);
    turn();
    holds.set(true);
    turn();
    assertThat(world.letThrough()).isEmpty();

    roundIsOver.set(true);
    turn();

    assertThat(world.letThrough()).containsExactly(id(1));
  }

  @Test
  void afterAWriteThatWasNotAcknowledgedNothingIsLetThroughUntilARoundIsOver() {
    own(OWN);
    roundIsOver.set(true);
    world.waits(1, "t");
    world.producer.sendException = new TimeoutException("away");
    assertThatThrownBy(this::turn).hasMessageContaining("away");
    world.producer.sendException = null;
    turn();
    assertThat(world.letThrough()).isEmpty();

    roundIsOver.set(true);
    turn();

    assertThat(world.letThrough()).containsExactly(id(1));
  }

  @Test
  void whatWasSaidIsForgottenWhenTheViewsAreMadeSureOf() {
    own(OWN);
    roundIsOver.set(true);
    world.waits(1, "t");
    turn();
    assertThat(world.letThrough()).hasSize(1);

    roundIsOver.set(false);
    turn();
    roundIsOver.set(true);
    turn();

    assertThat(world.letThrough()).as("it came to nothing").containsExactly(id(1), id(1));
  }

  @Test
  void whoHasLostAPartitionDecidesNothingAboutItAnyMore() {
    own(OWN, OTHER);
    roundIsOver.set(true);
    turn();
    own(OTHER);
    roundIsOver.set(true);
    world.waits(1, "t");

    turn();

    assertThat(world.letThrough()).isEmpty();
  }

  private void own(TopicPartition... partitions) {
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(partitions)));
    turn();
  }

  private void turn() {
    clock.advance(Duration.ofSeconds(1));
    loop.runOnce();
  }

  /** A round begins when the loop says so, and is over when the test does. */
  private QueuesProjected projected() {
    QueuesProjected projected = mock(QueuesProjected.class, withSettings().stubOnly());
    when(projected.isOver()).thenAnswer(call -> roundIsOver.get());
    when(projected.stillHolds()).thenAnswer(call -> holds.get());
    doAnswer(
            call -> {
              roundIsOver.set(false);
              return null;
            })
        .when(projected)
        .begin();
    return projected;
  }
}
