// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import static io.jobmill.projector.upkeep.Jobs.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.jobmill.event.Command;
import io.jobmill.event.JobEvent;
import io.jobmill.event.Origin;
import io.jobmill.job.JobQueue;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.job.QueuePoint;
import io.jobmill.kafka.CompactedTable;
import io.jobmill.kafka.EventRecords;
import io.jobmill.kafka.Sends;
import io.jobmill.projector.FakeWorker;
import io.jobmill.projector.projection.Fold;
import io.jobmill.projector.projection.Position;
import io.jobmill.projector.upkeep.ActiveJobs.QueuePartition;
import io.jobmill.projector.upkeep.QueueRound.Through;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.store.JobViews;
import io.jobmill.view.JobView;
import io.jobmill.wire.JobRequestCodec;
import io.jobmill.wire.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GoneRequestsTests {

  private static final int PARTITION = 3;
  private static final Origin PROJECTOR = new Origin("p1", "i1");

  private final FakeWorker worker = new FakeWorker("w1", "i1");
  private final JobRequest request = JobRequest.forTemplate("t").withId(Jobs.ID);
  private final QueuePoint point = new QueuePoint(Pool.DEFAULT, 0, 7);
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final CompactedTable<Command> commands = commands();

  @Test
  void aRequestThatNoWorkerHasIsAskedForOnceMoreOnTheSecondLook() {
    assertThat(looksBehind(worker.received(request, point))).containsExactly(0, 1);

    assertThat(asked().attempt()).isEqualTo(1);
    assertThat(asked().ask()).isEqualTo(2);
  }

  @Test
  void anAttemptThatWorkersWereToldToStopIsFollowedByTheNextOne() {
    told(new Command(Jobs.ID, 2));

    looksBehind(
        worker.started(request, point, 1),
        worker.lost(request, point, 1),
        worker.started(request, point, 2),
        worker.unclaimed(request, point, 2));

    assertThat(asked().attempt()).isEqualTo(2);
    assertThat(asked().ask()).isEqualTo(1);
  }

  @Test
  void whatFollowsAnAttemptThatWasStoppedDoesNotCountAgainstTheLimit() {
    told(new Command(Jobs.ID, 2));

    looksBehind(worker.started(request, point, 1), worker.unclaimed(request, point, 1));

    assertThat(asked().excused()).isEqualTo(1);
  }

  @Test
  void anOrderAboutAnEarlierAttemptSaysNothingAboutTheOneThatIsGone() {
    told(new Command(Jobs.ID, 2));
    JobRequest second = request.nextAttempt(false);

    looksBehind(worker.received(second, point));

    assertThat(asked().attempt()).isEqualTo(2);
    assertThat(asked().ask()).isEqualTo(2);
  }

  private List<Integer> looksBehind(JobEvent... events) {
    JobView view = view(events);
    ActiveJobs jobs = new ActiveJobs();
    jobs.update(view);
    Through through =
        new Through(
            1,
            START.plusSeconds(60),
            Set.of(PARTITION),
            Map.of(new QueuePartition(JobQueue.normal(Pool.DEFAULT), 0), 8L));
    GoneRequests gone = gone(view);
    return List.of(gone.pass(jobs, through), gone.pass(jobs, through));
  }

  private JobRequest asked() {
    assertThat(producer.history()).hasSize(1);
    var record = producer.history().get(0);
    return JobRequestCodec.decode(record.topic(), 0, 8, record.key(), record.value());
  }

  private GoneRequests gone(JobView view) {
    JobViews views = mock(JobViews.class);
    when(views.findAll(any())).thenReturn(Map.of(view.id(), view));
    GoneRequests.Original original = mock(GoneRequests.Original.class);
    when(original.of(any())).thenReturn(Optional.of(view.request()));
    return new GoneRequests(views, original, asking(), new Sends(producer), commands);
  }

  private static RequestRecords asking() {
    Topics topics = new Topics(Topics.DEFAULT_PREFIX);
    EventRecords events =
        new EventRecords(topics.events(), PROJECTOR, Clock.fixed(START, ZoneOffset.UTC));
    SecretKeyring keyring = new SecretKeyring("a secret of the test, 32 characters or more");
    return new RequestRecords(
        new SignedRequests(topics, keyring, events),
        new Addressing(new Liveness(PROJECTOR), name -> Optional.empty(), Duration.ofMinutes(1)));
  }

  private void told(Command command) {
    when(commands.get(Jobs.ID.toString()))
        .thenReturn(
            Optional.of(new CompactedTable.Entry<>(Jobs.ID.toString(), command, 0, 1, START)));
  }

  private static CompactedTable<Command> commands() {
    @SuppressWarnings("unchecked") // Of a class literal there is no other way.
    CompactedTable<Command> table = mock(CompactedTable.class);
    when(table.get(any())).thenReturn(Optional.empty());
    return table;
  }

  private static JobView view(JobEvent... events) {
    @Nullable JobView view = null;
    for (int i = 0; i < events.length; i++) {
      view = Fold.fold(view, events[i], new Position(PARTITION, i, START.plusSeconds(i)));
    }
    return Objects.requireNonNull(view);
  }
}
