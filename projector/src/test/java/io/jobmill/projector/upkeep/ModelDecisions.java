// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.kafka.EventRecords;
import io.jobmill.kafka.SendFailedException;
import io.jobmill.kafka.Sends;
import io.jobmill.projector.admission.ModelDecider;
import io.jobmill.projector.upkeep.ModelProducer.Fate;
import io.jobmill.projector.upkeep.ModelProducer.Witness;
import io.jobmill.wire.JobRequestCodec;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * What one projector decides about limits. In the middle of a decision time may pass; what it owns
 * it learns only afterwards, and if it is dead by then nothing comes of it.
 */
final class ModelDecisions {

  private final ModelDecider decider;
  private final boolean limited;
  private final Runnable meanwhile;
  private boolean owner;
  private boolean deciding;
  private boolean dead;

  /**
   * What all projectors share.
   *
   * @param isOwner who is to decide, whatever the projectors know of it
   * @param meanwhile what goes on while this projector is in the middle of a decision
   */
  record Surroundings(
      ModelBroker broker,
      ModelLimits limits,
      ModelPlaces places,
      Supplier<Fate> fates,
      Predicate<ModelProjector> isOwner,
      Runnable meanwhile) {}

  ModelDecisions(ModelProjector projector, Surroundings around) {
    this.limited = around.limits().concurrency() != null;
    this.meanwhile = around.meanwhile();
    ModelClock clock = new ModelClock(around.broker());
    EventRecords says = new EventRecords(ModelBroker.TOPICS.events(), projector.origin(), clock);
    ModelWaiting waiting =
        new ModelWaiting(
            projector.store(), around.broker(), around.limits().inOrder(), this::pause);
    Witness witness =
        new Placing(
            waiting::tries,
            request -> around.places().given(request, around.isOwner().test(projector)));
    this.decider =
        new ModelDecider(
            around.limits().template().name(),
            around.limits().template().limits(),
            new ModelDecider.Seen(
                projector.store().asViews(),
                waiting.asLimitedJobs(),
                new QueuesProjected(projector.ends(), projector.store()::positions),
                projector.changes()),
            new ModelDecider.Says(
                projector.signed(says),
                says,
                new Sends(new ModelProducer(around.broker(), around.fates(), witness)),
                clock));
  }

  /** It is told so as soon as it asks. */
  void assign(boolean toBeOwner) {
    owner = toBeOwner;
    if (!deciding) {
      decider.assign(owner);
    }
  }

  /** One pass; what the cluster does not answer or take ends it. */
  void pass() {
    if (deciding || !limited) {
      return;
    }
    deciding = true;
    try {
      decider.runOnce();
    } catch (KafkaException | SendFailedException | IllegalStateException e) {
      // The loop goes on with the next pass.
    } finally {
      deciding = false;
      decider.assign(owner);
    }
  }

  void die() {
    dead = true;
  }

  private void pause() {
    if (deciding) {
      meanwhile.run();
    }
    if (dead) {
      throw new KafkaException("it is dead");
    }
  }

  /** Tells of requests with a place. */
  private record Placing(Consumer<JobRequest> tries, Consumer<JobRequest> written)
      implements Witness {

    @Override
    public void tries(ProducerRecord<byte[], byte[]> record) {
      of(record, tries);
    }

    @Override
    public void written(ProducerRecord<byte[], byte[]> record) {
      of(record, written);
    }

    private static void of(ProducerRecord<byte[], byte[]> record, Consumer<JobRequest> told) {
      String queue = ModelBroker.TOPICS.queue(Pool.DEFAULT);
      if (record.topic().equals(queue)) {
        told.accept(JobRequestCodec.decode(queue, 0, 0, record.key(), record.value()));
      }
    }
  }
}
