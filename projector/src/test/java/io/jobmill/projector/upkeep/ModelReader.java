// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.event.JobEvent;
import io.jobmill.event.Origin;
import io.jobmill.job.JobId;
import io.jobmill.kafka.EventRecords;
import io.jobmill.kafka.SendFailedException;
import io.jobmill.kafka.Sends;
import io.jobmill.projector.upkeep.ModelBroker.Queued;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Reports what stands on the queue: first the events, then how far it has come. */
final class ModelReader {

  private final ModelBroker broker;
  private final EventRecords says;
  private final Sends sends;
  private long committed;

  ModelReader(ModelBroker broker, ModelProducer producer) {
    this.broker = broker;
    this.says =
        new EventRecords(
            ModelBroker.TOPICS.events(), new Origin("reader", "1"), new ModelClock(broker));
    this.sends = new Sends(producer);
  }

  long committed() {
    return committed;
  }

  /**
   * @param dies before it has committed what it reported
   */
  void read(int most, boolean dies) {
    int end = (int) Math.min(broker.queue().size(), committed + most);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (Queued queued : broker.queue().subList((int) committed, end)) {
      JobId id = Objects.requireNonNull(queued.request().id());
      records.add(
          says.record(
              new JobEvent.Received(
                  says.envelope(id, queued.request().attempt(), queued.request().ask(), null),
                  queued.request(),
                  queued.point(),
                  queued.at())));
    }
    try {
      sends.all(records);
      committed = dies ? committed : end;
    } catch (SendFailedException e) {
      // Read again from where it was.
    }
  }
}
