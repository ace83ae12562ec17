// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.admission;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import io.jobmill.event.JobEvent;
import io.jobmill.event.Origin;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.kafka.EventRecords;
import io.jobmill.kafka.Sends;
import io.jobmill.projector.FakeWorker;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.store.Rates;
import io.jobmill.projector.upkeep.SignedRequests;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.template.JobLimits;
import io.jobmill.template.LimitKey;
import io.jobmill.view.JobView;
import io.jobmill.wire.JobEventCodec;
import io.jobmill.wire.JobRequestCodec;
import io.jobmill.wire.Topics;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Jobs that wait for places, and what the sweep makes of them. What it writes is in the views only
 * after {@link #project}; stored rates can be written by another meanwhile.
 */
final class LimitWorld {

  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final List<Integer> ALL = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
  private static final Topics TOPICS = new Topics("jobmill.");

  final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  final Map<String, JobLimits> limits = new HashMap<>();
  final Set<String> unreadable = new HashSet<>();
  final Map<String, Rates.Stored> rates = new HashMap<>();
  private final LimitViews views = new LimitViews();
  final LimitSweep sweep = sweep();
  private final FakeWorker worker = new FakeWorker("w1", "i1");
  private int projected;

  /** A job that a worker has held back. */
  JobId waits(int number, String limit) {
    return waits(number, limit, NOON.minusSeconds(3_600).plusMillis(number));
  }

  JobId waits(int number, String limit, Instant submitted) {
    JobId id = id(number);
    JobRequest request = JobRequest.forTemplate(new LimitKey(limit).template()).withId(id);
    views.fold(worker.held(request, views.nextPoint(), limit), submitted);
    return id;
  }

  /** A job that was let through long ago, by whomever, and runs. */
  JobId placed(int number, String limit) {
    JobId id = waits(number, limit);
    JobRequest request = view(number).request().askedAgain().withPlace(limit);
    views.fold(worker.received(request, views.nextPoint()), NOON);
    views.fold(worker.started(request, view(number).queue(), 1), NOON);
    return id;
  }

  void ends(int number) {
    JobView view = view(number);
    views.fold(worker.succeeded0(view.request(), view.queue(), 1), NOON);
  }

  /** Brings everything into the views that was written since. */
  void project() {
    List<ProducerRecord<byte[], byte[]>> written = producer.history();
    for (ProducerRecord<byte[], byte[]> record : written.subList(projected, written.size())) {
      if (record.topic().equals(TOPICS.events())) {
        views.fold(JobEventCodec.decode(record.value()), NOON);
      } else if (record.topic().equals(TOPICS.queue(Pool.DEFAULT))) {
        JobRequest request =
            JobRequestCodec.decode(record.topic(), 0, 0, record.key(), record.value());
        views.fold(worker.received(request, views.nextPoint()), NOON);
      }
    }
    projected = written.size();
  }

  LimitSweep.Result pass(Instant now) {
    return sweep.pass(ALL, now, () -> true);
  }

  JobView view(int number) {
    return views.of(id(number));
  }

  /** The jobs that were put on their queue, in this order. */
  List<JobId> letThrough() {
    return producer.history().stream()
        .filter(record -> record.topic().equals(TOPICS.queue(Pool.DEFAULT)))
        .map(record -> JobRequestCodec.decode(record.topic(), 0, 0, record.key(), record.value()))
        .map(request -> Objects.requireNonNull(request.id()))
        .toList();
  }

  <T extends JobEvent> List<T> said(Class<T> kind) {
    return producer.history().stream()
        .filter(record -> record.topic().equals(TOPICS.events()))
        .map(record -> JobEventCodec.decode(record.value()))
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  static JobId id(int number) {
    return new JobId(new UUID(0, number));
  }

  private LimitSweep sweep() {
    EventRecords events =
        new EventRecords(
            TOPICS.events(), new Origin("p1", "i1"), Clock.fixed(NOON, ZoneOffset.UTC));
    SecretKeyring keyring = new SecretKeyring("a secret for tests, 32 characters and more");
    LimitRecords records =
        new LimitRecords(new SignedRequests(TOPICS, keyring, events), events, TOPICS.commands());
    Said said = new Said();
    LimitEffects effects =
        new LimitEffects(
            views.asViews(), records, new Sends(producer), ProjectorListener.NONE, said);
    return new LimitSweep(
        views.asJobs(),
        asRates(),
        name ->
            unreadable.contains(name)
                ? Optional.empty()
                : Optional.of(limits.getOrDefault(name, JobLimits.NONE)),
        effects,
        said);
  }

  private Rates asRates() {
    Rates stored = mock(Rates.class, withSettings().stubOnly());
    when(stored.read(anyString())).thenAnswer(call -> rate(call.getArgument(0)));
    when(stored.write(anyString(), any(), any()))
        .thenAnswer(
            call -> {
              Rates.Stored before = call.getArgument(1);
              String name = call.getArgument(0);
              boolean same = rate(name).version() == before.version();
              if (same) {
                rates.put(name, new Rates.Stored(call.getArgument(2), before.version() + 1));
              }
              return same;
            });
    return stored;
  }

  private Rates.Stored rate(String name) {
    return rates.getOrDefault(name, new Rates.Stored(List.of(), 0));
  }
}
