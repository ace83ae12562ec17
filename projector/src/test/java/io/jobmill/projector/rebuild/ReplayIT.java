// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.job.JobStatus;
import io.jobmill.projector.Cluster;
import io.jobmill.projector.RunningProjector;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.metrics.ProjectorListener.Moment;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.MongoServer;
import io.jobmill.testkit.infrastructure.WithKafka;
import io.jobmill.testkit.infrastructure.WithMongo;
import io.jobmill.testkit.time.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** However the events get into the store, and however often, they add up to the same. */
@WithKafka
@WithMongo
@TestInstance(Lifecycle.PER_CLASS)
class ReplayIT {

  private static final int JOBS = 10_000;
  private static final long SEED = 20261122;
  private static final String SMALL_BATCHES = "jobmill.projector.batch-size=1000";

  private final KafkaServer kafka;
  private final MongoServer mongo;
  private final Map<Integer, Long> ends;
  private final StoredState undisturbed;
  private final List<RunningProjector> started = new ArrayList<>();

  ReplayIT(KafkaServer kafka, MongoServer mongo) {
    this.kafka = kafka;
    this.mongo = mongo;
    try (Cluster cluster = new Cluster(kafka)) {
      cluster.report(new RecordedHistory(SEED).of(JOBS));
      this.ends = cluster.eventEnds();
    }
    project();
    this.undisturbed = StoredState.of(mongo);
  }

  @BeforeEach
  void nothingIsStored() {
    StoredState.drop(mongo);
  }

  /** Also after a failure: it would go on writing beside the next test. */
  @AfterEach
  void noProjectorIsLeft() {
    started.forEach(RunningProjector::close);
    started.clear();
  }

  @Test
  void theHistoryIsWorthReplaying() {
    assertThat(undisturbed.views()).hasSize(JOBS);
    assertThat(undisturbed.views())
        .allSatisfy(view -> assertThat(view.status()).isEqualTo(JobStatus.SUCCEEDED));
    assertThat(undisturbed.rows()).hasSizeGreaterThan(JOBS);
    assertThat(undisturbed.results()).hasSizeGreaterThanOrEqualTo(JOBS);
  }

  @Test
  void aDroppedDatabaseIsFilledAgain() {
    project();

    assertSameAsUndisturbed();
  }

  @Test
  void killedAtEveryMomentItGoesOnAsIfNothingHadHappened() throws Exception {
    Random random = new Random(SEED);
    for (int round = 0; round < 2; round++) {
      for (Moment moment : Moment.values()) {
        CrashingListener crash = new CrashingListener(moment, random);
        RunningProjector projector = start(crash, SMALL_BATCHES);
        Await.signal("killed at " + moment, crash.dead());
        projector.close();
      }
    }
    project(SMALL_BATCHES);

    assertSameAsUndisturbed();
  }

  @Test
  void projectorsThatComeAndGoShareTheWork() {
    RunningProjector first = start(ProjectorListener.NONE, SMALL_BATCHES);
    RunningProjector second = start(ProjectorListener.NONE, SMALL_BATCHES);
    first.close();
    awaitEnd();
    second.close();

    assertSameAsUndisturbed();
  }

  private void project(String... settings) {
    RunningProjector projector = start(ProjectorListener.NONE, settings);
    awaitEnd();
    projector.close();
  }

  private RunningProjector start(ProjectorListener listener, String... settings) {
    RunningProjector projector = RunningProjector.start(kafka, mongo, listener, settings);
    started.add(projector);
    return projector;
  }

  private void awaitEnd() {
    Await.until("positions at the end", () -> StoredState.positions(mongo, kafka).equals(ends));
  }

  private void assertSameAsUndisturbed() {
    StoredState now = StoredState.of(mongo);
    assertSame("views", now.views(), undisturbed.views());
    assertSame("history", now.rows(), undisturbed.rows());
    assertSame("results", now.results(), undisturbed.results());
    try (Cluster cluster = new Cluster(kafka)) {
      assertThat(cluster.eventEnds()).as("upkeep wrote nothing").isEqualTo(ends);
    }
  }

  /** Says what differs first; the whole lists would be unreadable. */
  private static <T> void assertSame(String what, List<T> now, List<T> expected) {
    for (int i = 0; i < Math.min(now.size(), expected.size()); i++) {
      assertThat(now.get(i)).as(what).isEqualTo(expected.get(i));
    }
    assertThat(now.size()).as("number of " + what).isEqualTo(expected.size());
  }
}
