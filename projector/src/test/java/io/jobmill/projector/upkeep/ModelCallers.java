// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.event.Command;
import io.jobmill.event.Envelope;
import io.jobmill.event.JobEvent;
import io.jobmill.event.Origin;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.kafka.EventRecords;
import io.jobmill.view.JobView;
import io.jobmill.wire.CommandCodec;
import io.jobmill.wire.JobRequestCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Those who want jobs to run, or no longer to. */
final class ModelCallers {

  private final ModelFleet fleet;
  private final ModelLimits limits;
  private final Random random;
  private final Map<JobId, JobRequest> asked = new LinkedHashMap<>();
  private final Set<JobId> disturbed = new HashSet<>();

  ModelCallers(ModelFleet fleet, ModelLimits limits, Random random) {
    this.fleet = fleet;
    this.limits = limits;
    this.random = random;
  }

  /** The jobs that were asked for. */
  List<JobId> submitted() {
    return new ArrayList<>(asked.keySet());
  }

  /** Those that somebody cancelled, deleted or asked for twice. */
  Set<JobId> disturbed() {
    return disturbed;
  }

  /** Somebody submits, cancels, deletes, or submits once more because no answer came. */
  void call(boolean unanswered) {
    List<JobId> submitted = submitted();
    if (submitted.size() < limits.most() && random.nextInt(3) > 0) {
      JobId id = new JobId(new UUID(random.nextLong(), random.nextLong()));
      asked.put(id, limits.request(random).withId(id));
      submit(id);
    } else if (!submitted.isEmpty() && random.nextInt(6) == 0) {
      JobView view = fleet.store().views().get(pick(submitted));
      if (view != null) {
        disturbed.add(view.id());
        wish(view);
      }
    } else if (!submitted.isEmpty() && unanswered) {
      JobId id = pick(submitted);
      disturbed.add(id);
      submit(id);
    }
  }

  private void submit(JobId id) {
    byte[] value = JobRequestCodec.encode(Objects.requireNonNull(asked.get(id)));
    String topic = ModelBroker.TOPICS.queue(Pool.DEFAULT);
    long unused = fleet.broker().append(new ProducerRecord<>(topic, bytes(id), value));
  }

  /** The event and the command; a gateway may die before the second. */
  private void wish(JobView view) {
    EventRecords says =
        new EventRecords(
            ModelBroker.TOPICS.events(),
            new Origin("gateway", "1"),
            new ModelClock(fleet.broker()));
    Envelope envelope = says.envelope(view.id(), view.attempt(), view.ask(), null);
    JobEvent event =
        random.nextInt(4) == 0
            ? new JobEvent.Deleted(envelope, "caller")
            : new JobEvent.CancelRequested(envelope, "caller", null);
    long said = fleet.broker().append(says.record(event));
    if (said >= 0 && random.nextInt(3) > 0) {
      byte[] value = CommandCodec.encode(Command.cancel(view.id()));
      String topic = ModelBroker.TOPICS.commands();
      long unused = fleet.broker().append(new ProducerRecord<>(topic, bytes(view.id()), value));
    }
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static byte[] bytes(JobId id) {
    return id.toString().getBytes(StandardCharsets.UTF_8);
  }
}
