// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import io.jobmill.kafka.EventRecords;
import io.jobmill.kafka.Sends;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.store.Rates;
import io.jobmill.projector.upkeep.LimitChanges;
import io.jobmill.projector.upkeep.QueuesProjected;
import io.jobmill.projector.upkeep.SignedRequests;
import io.jobmill.store.JobViews;
import io.jobmill.store.LimitedJobs;
import io.jobmill.template.JobLimits;
import io.jobmill.template.LimitKey;
import io.jobmill.wire.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The thread of one projector that decides about the limits of one template: all of it is real but
 * the consumer, which is told what it owns and reads no submissions.
 */
public final class ModelDecider {

  private static final Topics TOPICS = new Topics(Topics.DEFAULT_PREFIX);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final AdmissionLoop loop;
  private final TopicPartition partition;

  /** What it sees of the views. */
  public record Seen(
      JobViews views, LimitedJobs jobs, QueuesProjected projected, LimitChanges changes) {}

  /** How it says what it has decided. */
  public record Says(SignedRequests requests, EventRecords events, Sends sends, Clock clock) {}

  public ModelDecider(String template, JobLimits limits, Seen seen, Says says) {
    Said said = new Said();
    LimitRecords records = new LimitRecords(says.requests(), says.events(), TOPICS.commands());
    LimitEffects effects =
        new LimitEffects(seen.views(), records, says.sends(), ProjectorListener.NONE, said);
    LimitSweep sweep =
        new LimitSweep(
            seen.jobs(), silent(Rates.class), name -> Optional.of(limits), effects, said);
    this.loop =
        new AdmissionLoop(
            consumer,
            silent(SubmissionReader.class),
            new AdmissionLoop.Deciders(
                silent(Admission.class),
                new LimitTurns(sweep, seen.changes(), steady(says.clock()))),
            seen.projected(),
            new AdmissionLoop.Surroundings(says.sends(), ProjectorListener.NONE, says.clock()));
    this.partition =
        new TopicPartition(
            TOPICS.submissions(), new LimitKey(template).owner(Topics.EVENT_PARTITIONS));
    loop.open(TOPICS.submissions());
    consumer.updateBeginningOffsets(Map.of(partition, 0L));
  }

  /** The model's time is the broker's, which nobody moves. */
  private static SteadyClock steady(Clock clock) {
    return new SteadyClock(clock, () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos());
  }

  /** It is told that the template is its own to decide about, or no longer. */
  public void assign(boolean owner) {
    boolean owned = consumer.assignment().contains(partition);
    if (owner != owned) {
      consumer.rebalance(owner ? List.of(partition) : List.of());
    }
  }

  public void runOnce() {
    loop.runOnce();
  }

  private static <T> T silent(Class<T> type) {
    return mock(type, withSettings().stubOnly());
  }
}
