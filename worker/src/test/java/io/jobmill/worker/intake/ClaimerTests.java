// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.jobmill.event.JobEvent;
import io.jobmill.event.Origin;
import io.jobmill.job.JobId;
import io.jobmill.job.JobQueue;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.kafka.CompactedTable;
import io.jobmill.kafka.EventRecords;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.KafkaSettings;
import io.jobmill.kafka.LoopListener;
import io.jobmill.kafka.Sends;
import io.jobmill.kafka.TableListener;
import io.jobmill.kafka.TableSource;
import io.jobmill.wire.CommandCodec;
import io.jobmill.wire.JobEventCodec;
import io.jobmill.wire.JobRequestCodec;
import io.jobmill.wire.TemplateCodec;
import io.jobmill.worker.handler.HandlerRegistry;
import io.jobmill.worker.handler.sample.NoopHandler;
import io.jobmill.worker.metrics.WorkerListener;
import io.jobmill.worker.report.BrokerTime;
import io.jobmill.worker.report.DurableSender;
import io.jobmill.worker.report.EventReporter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidRecordStateException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import org.mockito.Mockito;

class ClaimerTests {

  private static final String TOPIC = "jobmill.jobs.default";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final TopicIdPartition WITH_ID = new TopicIdPartition(Uuid.ONE_UUID, PARTITION);

  private final ScheduledExecutorService retries = Executors.newSingleThreadScheduledExecutor();
  private final MockProducer<byte[], byte[]> durable = Mockito.spy(producer());
  private final MockProducer<byte[], byte[]> reports = producer();
  private final AtomicLong nanos = new AtomicLong();
  private ShareConsumer<byte[], byte[]> consumer = consumer();
  private final Claimer claimer = claimer();

  @BeforeEach
  void confirmEverything() {
    consumer = consumer();
    when(consumer.commitSync(any())).thenReturn(Map.of(WITH_ID, Optional.empty()));
  }

  @AfterEach
  void stopRetries() {
    retries.shutdownNow();
  }

  @Test
  void saysThatAnAttemptStartsBeforeItAcceptsAndAcceptsBeforeItRuns() {
    ConsumerRecords<byte[], byte[]> batch = batch(noop(0), noop(1));

    Claims claims = claimer.claim(consumer, batch, 10);

    assertThat(claims.attempts()).hasSize(2);
    assertThat(claims.trouble()).isNull();
    assertThat(events(durable)).hasSize(2).allMatch(JobEvent.Started.class::isInstance);
    InOrder order = inOrder(durable, consumer);
    order.verify(durable, Mockito.times(2)).send(any());
    order.verify(consumer, Mockito.times(2)).acknowledge(any(), Mockito.any(AcknowledgeType.class));
    order.verify(consumer).commitSync(any());
  }

  @Test
  void runsNothingThatTheBrokerDidNotConfirm() {
    when(consumer.commitSync(any()))
        .thenReturn(
            Map.of(WITH_ID, Optional.<KafkaException>of(new InvalidRecordStateException("late"))));

    Claims claims = claimer.claim(consumer, batch(noop(0)), 10);

    assertThat(claims.attempts()).isEmpty();
    assertThat(claims.trouble()).contains("the broker refused").contains("late");
    assertThat(events(reports)).singleElement().isInstanceOf(JobEvent.Unclaimed.class);
  }

  @Test
  void runsNothingWhenTheConfirmationDoesNotCome() {
    when(consumer.commitSync(any())).thenThrow(new KafkaException("no answer"));

    Claims claims = claimer.claim(consumer, batch(noop(0)), 10);

    assertThat(claims.attempts()).isEmpty();
    assertThat(events(reports)).singleElement().isInstanceOf(JobEvent.Unclaimed.class);
  }

  @Test
  void releasesWhatItCouldNotMakeDurable() {
    durable.sendException = new KafkaException("disk full");
    ConsumerRecord<byte[], byte[]> record = noop(0);

    Claims claims = claimer.claim(consumer, batch(record), 10);

    assertThat(claims.attempts()).isEmpty();
    assertThat(claims.trouble()).contains("disk full");
    verify(consumer).acknowledge(record, AcknowledgeType.RELEASE);
    assertThat(events(reports)).singleElement().isInstanceOf(JobEvent.Unclaimed.class);
  }

  @Test
  void acceptsNothingWhenTheLockMayHaveLapsed() {
    ConsumerRecord<byte[], byte[]> record = noop(0);
    Mockito.doAnswer(
            call -> {
              nanos.addAndGet(Duration.ofSeconds(4).toNanos());
              return call.callRealMethod();
            })
        .when(durable)
        .send(any());

    Claims claims = claimer.claim(consumer, batch(record), 10);

    assertThat(claims.attempts()).isEmpty();
    verify(consumer).acknowledge(record, AcknowledgeType.RELEASE);
    verify(consumer, never()).acknowledge(record, AcknowledgeType.ACCEPT);
  }

  @Test
  void givesBackWhatItHasNoSlotFor() {
    ConsumerRecord<byte[], byte[]> second = noop(1);

    Claims claims = claimer.claim(consumer, batch(noop(0), second), 1);

    assertThat(claims.attempts()).hasSize(1);
    verify(consumer).acknowledge(second, AcknowledgeType.RELEASE);
  }

  @Test
  void putsAwayWhatNobodyCanReadAndTakesTheRest() {
    ConsumerRecord<byte[], byte[]> garbage = record(0, "garbage".getBytes(StandardCharsets.UTF_8));

    Claims claims = claimer.claim(consumer, batch(garbage, noop(1)), 10);

    assertThat(claims.attempts()).hasSize(1);
    verify(consumer).acknowledge(garbage, AcknowledgeType.ACCEPT);
    assertThat(durable.history()).extracting(sent -> sent.topic()).contains("jobmill.dead-letters");
  }

  @Test
  void leavesARecordOnItsQueueWhileDefinitionsCannotBeRead() {
    byte[] value = JobRequestCodec.encode(JobRequest.forTemplate("unknown").withId(id(0)));
    ConsumerRecord<byte[], byte[]> record = record(0, value);

    Claims claims = claimer.claim(consumer, batch(record), 10);

    assertThat(claims.trouble()).contains("the definitions could not be read");
    verify(consumer).acknowledge(record, AcknowledgeType.RELEASE);
    assertThat(events(durable)).isEmpty();
  }

  private Claimer claimer() {
    KafkaClients clients = new KafkaClients(KafkaSettings.singleBroker("localhost:1"));
    EventRecords records =
        new EventRecords("jobmill.events", new Origin("w", "i"), Clock.systemUTC());
    EventReporter reporter = new EventReporter(records, new DurableSender(() -> reports, retries));
    RequestCheck check =
        new RequestCheck(
            new HandlerRegistry(List.of(new NoopHandler())), new RequestVariables(null), false);
    return new Claimer(
        new RecordJudge(
            definitions(clients),
            check,
            null,
            new RecordJudge.Clocks(Clock.systemUTC(), new BrokerTime(System::nanoTime))),
        new VerdictRecords(records, "jobmill.dead-letters", "host"),
        new Sends(durable),
        reporter,
        new Claimer.Terms(
            JobQueue.normal(Pool.DEFAULT),
            ClaimTimes.within(Duration.ofSeconds(5)),
            WorkerListener.NONE,
            nanos::get));
  }

  /** Never started: nothing is in them and nothing can be read. */
  private static Definitions definitions(KafkaClients clients) {
    return new Definitions(
        new CompactedTable<>(
            new TableSource<>("templates", (key, value) -> TemplateCodec.decode(value)),
            clients,
            new TableListener<>() {},
            LoopListener.NONE,
            Clock.systemUTC()),
        new CompactedTable<>(
            new TableSource<>("commands", (key, value) -> CommandCodec.decode(value)),
            clients,
            new TableListener<>() {},
            LoopListener.NONE,
            Clock.systemUTC()));
  }

  private static JobId id(long offset) {
    return JobId.ofRecord(TOPIC, 0, offset);
  }

  private static ConsumerRecord<byte[], byte[]> noop(long offset) {
    JobRequest request = JobRequest.forOperation(new Operation("noop", Map.of()));
    return record(offset, JobRequestCodec.encode(request.withId(id(offset))));
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset, byte[] value) {
    return new ConsumerRecord<>(TOPIC, 0, offset, new byte[0], value);
  }

  private static ConsumerRecords<byte[], byte[]> batch(ConsumerRecord<byte[], byte[]> only) {
    return new ConsumerRecords<>(Map.of(PARTITION, List.of(only)), Map.of());
  }

  private static ConsumerRecords<byte[], byte[]> batch(
      ConsumerRecord<byte[], byte[]> first, ConsumerRecord<byte[], byte[]> second) {
    return new ConsumerRecords<>(Map.of(PARTITION, List.of(first, second)), Map.of());
  }

  private static List<JobEvent> events(MockProducer<byte[], byte[]> producer) {
    return producer.history().stream()
        .filter(record -> record.topic().equals("jobmill.events"))
        .map(record -> JobEventCodec.decode(record.value()))
        .toList();
  }

  @SuppressWarnings("unchecked") // Of a class literal there is no other way.
  private static ShareConsumer<byte[], byte[]> consumer() {
    return mock(ShareConsumer.class);
  }

  private static MockProducer<byte[], byte[]> producer() {
    return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
