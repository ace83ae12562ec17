// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jobmill.event.JobEvent;
import io.jobmill.event.Origin;
import io.jobmill.job.ExpectedWorker;
import io.jobmill.job.JobId;
import io.jobmill.job.JobQueue;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.job.Priority;
import io.jobmill.job.Value;
import io.jobmill.kafka.EventRecords;
import io.jobmill.kafka.Sends;
import io.jobmill.projector.queue.Requests;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.wire.JobEventCodec;
import io.jobmill.wire.JobRequestCodec;
import io.jobmill.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class AdmissionTests {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final Topics topics = new Topics("jobmill.");
  private final SecretKeyring keyring =
      new SecretKeyring("a secret for tests, 32 characters and more");
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final Set<JobId> views = new HashSet<>();
  private final List<Pool> setUp = new ArrayList<>();
  private final Admission admission =
      new Admission(
          asked -> {
            Set<JobId> found = new HashSet<>(asked);
            found.retainAll(views);
            return found;
          },
          new QueueRequests(
              topics,
              keyring,
              name ->
                  name.equals("far")
                      ? Optional.of(JobQueue.normal(new Pool("far")))
                      : Optional.empty(),
              setUp::add),
          new EventRecords(
              topics.events(), new Origin("p-1", "i-1"), Clock.fixed(NOW, ZoneOffset.UTC)),
          topics,
          new Sends(producer));
  private final JobId id = new JobId(new UUID(0, 1));
  private final JobRequest request = JobRequest.forTemplate("t").withId(id);

  @Test
  void remembersWhatItLetThroughUntilThereIsAView() {
    assertThat(handle(NOW, signed(request))).isEqualTo(1);
    assertThat(handle(NOW, signed(request))).as("no view yet").isZero();

    views.add(id);
    assertThat(handle(NOW, signed(request))).as("a view").isZero();
    views.clear();

    assertThat(handle(NOW, signed(request))).as("gone with its retention").isEqualTo(1);
  }

  @Test
  void doesNotRememberWhatMayNotHaveArrived() {
    producer.sendException = new TimeoutException("away");
    assertThatThrownBy(() -> handle(NOW, signed(request))).hasMessageContaining("away");
    producer.sendException = null;

    assertThat(handle(NOW, signed(request))).isEqualTo(1);
  }

  @Test
  void goesToTheQueueThatItNamesElseToItsTemplates() {
    handle(NOW, signed(request.forQueue(new JobQueue(new Pool("near"), Priority.LOW))));
    assertThat(last().topic()).isEqualTo("jobmill.jobs.near.low");
    assertThat(read(last()).priority()).as("on a queue the topic says it").isNull();

    JobRequest far = JobRequest.forTemplate("far");
    handle(NOW, unsigned(far.withId(new JobId(new UUID(0, 2)))));
    assertThat(last().topic()).isEqualTo("jobmill.jobs.far");

    JobQueue foreign = new JobQueue(new Pool("near"), Priority.HIGH);
    handle(NOW, unsigned(far.withId(new JobId(new UUID(0, 3))).forQueue(foreign)));
    assertThat(last().topic()).as("a stranger chooses no pool").isEqualTo("jobmill.jobs.far.high");
  }

  @Test
  void signsOnlyWhatWasSigned() {
    handle(NOW, signed(request.forPool(new Pool("near"))));
    ProducerRecord<byte[], byte[]> own = last();
    handle(NOW, unsigned(request.withId(new JobId(new UUID(0, 2))).forPool(new Pool("near"))));
    ProducerRecord<byte[], byte[]> foreign = last();

    assertThat(own.topic()).isEqualTo("jobmill.jobs.near");
    assertThat(
            keyring.verify(
                own.value(),
                new String(
                    own.headers().lastHeader(JobRequestCodec.SIGNATURE_HEADER).value(),
                    StandardCharsets.UTF_8)))
        .isTrue();
    assertThat(read(own).pool()).isNull();
    assertThat(foreign.topic())
        .as("a stranger's pool is not asked for")
        .isEqualTo("jobmill.jobs.default");
    assertThat(foreign.headers().lastHeader(JobRequestCodec.SIGNATURE_HEADER)).isNull();
    assertThat(setUp).containsExactly(new Pool("near"), Pool.DEFAULT);
  }

  @Test
  void putsAStrangersRequestOnTheQueueOfItsTemplateWithoutNamingItTwice() {
    handle(NOW, unsigned(JobRequest.forTemplate("far").withId(id).submitted("me", NOW)));

    assertThat(last().topic()).isEqualTo("jobmill.jobs.far");
    assertThat(read(last()).submittedBy()).isEqualTo("me");
  }

  @Test
  void putsOnlySignedRequestsForSeveralWorkersWhereAllOfThemRead() {
    JobRequest expecting =
        request.expecting(Pool.DEFAULT, List.of(new ExpectedWorker("w-1", "web-01")), NOW);

    handle(NOW, signed(expecting));
    assertThat(last().topic()).isEqualTo("jobmill.broadcast");
    assertThat(read(last()).expected()).hasSize(1);
    handle(NOW, unsigned(expecting.withId(new JobId(new UUID(0, 2)))));
    assertThat(last().topic()).isEqualTo("jobmill.jobs.default");
    assertThat(read(last()).expected()).isEmpty();
  }

  @Test
  void rejectsWhatNobodyDecidedOnForDaysWithoutShowingAStrangersValues() {
    Instant late = NOW.plus(Duration.ofDays(6)).plusSeconds(1);

    handle(late, unsigned(request.withVariables(Map.of("A", Value.of("secret?")), Map.of())));

    assertThat(last().topic()).isEqualTo("jobmill.events");
    JobEvent event = JobEventCodec.decode(last().value());
    assertThat(event).isInstanceOf(JobEvent.Rejected.class);
    assertThat(((JobEvent.Rejected) event).reason()).contains("6 days");
    assertThat(((JobEvent.Rejected) event).request().variables()).isEmpty();
    assertThat(handle(late, signed(request))).as("once").isZero();
  }

  @Test
  void putsAsideWhatItsQueueDoesNotTake() {
    List<ProducerRecord<byte[], byte[]>> written = new ArrayList<>();
    MockProducer<byte[], byte[]> narrow =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
          @Override
          public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
            if (record.topic().startsWith("jobmill.jobs.")) {
              throw new RecordTooLargeException("too large");
            }
            written.add(record);
            return super.send(record);
          }
        };
    Admission narrowed =
        new Admission(
            asked -> Set.of(),
            new QueueRequests(topics, keyring, name -> Optional.empty(), setUp::add),
            new EventRecords(
                topics.events(), new Origin("p-1", "i-1"), Clock.fixed(NOW, ZoneOffset.UTC)),
            topics,
            new Sends(narrow));

    narrowed.letThrough(List.of(signed(request)), Set.of(), NOW);

    assertThat(written).extracting(ProducerRecord::topic).containsExactly("jobmill.dead-letters");
  }

  private int handle(Instant now, Submission submission) {
    List<Submission> all = List.of(submission);
    return admission.letThrough(all, admission.known(all), now);
  }

  private ProducerRecord<byte[], byte[]> last() {
    return producer.history().get(producer.history().size() - 1);
  }

  private static JobRequest read(ProducerRecord<byte[], byte[]> record) {
    return JobRequestCodec.decode(record.topic(), 0, 0, record.key(), record.value());
  }

  private Submission signed(JobRequest asked) {
    return submission(asked, keyring.sign(JobRequestCodec.encode(asked)));
  }

  private Submission unsigned(JobRequest asked) {
    return submission(asked, "nobody's");
  }

  private Submission submission(JobRequest asked, String signature) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(JobRequestCodec.SIGNATURE_HEADER, signature.getBytes(StandardCharsets.UTF_8));
    byte[] value = JobRequestCodec.encode(asked);
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            topics.submissions(),
            0,
            0L,
            NOW.toEpochMilli(),
            TimestampType.LOG_APPEND_TIME,
            0,
            value.length,
            new byte[0],
            value,
            headers,
            Optional.empty());
    return new Submission(record, new Requests(keyring).read(record));
  }
}
