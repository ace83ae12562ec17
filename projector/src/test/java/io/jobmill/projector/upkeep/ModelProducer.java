// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes to the broker of a model, or seems to. */
final class ModelProducer extends MockProducer<byte[], byte[]> {

  private final ModelBroker broker;
  private final Supplier<Fate> fates;
  private final Witness witness;

  /** What becomes of a record, and what its sender learns. */
  enum Fate {
    WRITTEN,
    NOT_WRITTEN,
    /** Written, but the answer was lost: the sender does not know. */
    WRITTEN_UNTOLD
  }

  /** Who is told of every record. */
  interface Witness {

    Witness NOBODY =
        new Witness() {
          @Override
          public void tries(ProducerRecord<byte[], byte[]> record) {}

          @Override
          public void written(ProducerRecord<byte[], byte[]> record) {}
        };

    void tries(ProducerRecord<byte[], byte[]> record);

    void written(ProducerRecord<byte[], byte[]> record);
  }

  ModelProducer(ModelBroker broker, Supplier<Fate> fates) {
    this(broker, fates, Witness.NOBODY);
  }

  ModelProducer(ModelBroker broker, Supplier<Fate> fates, Witness witness) {
    super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    this.broker = broker;
    this.fates = fates;
    this.witness = witness;
  }

  @Override
  public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
    return send(record, null);
  }

  @Override
  public synchronized Future<RecordMetadata> send(
      ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
    Fate fate = fates.get();
    witness.tries(record);
    if (fate == Fate.NOT_WRITTEN) {
      return CompletableFuture.failedFuture(new TimeoutException("not written"));
    }
    long offset = broker.append(record);
    witness.written(record);
    return fate == Fate.WRITTEN
        ? CompletableFuture.completedFuture(
            new RecordMetadata(
                new TopicPartition(record.topic(), 0),
                offset,
                0,
                broker.now().toEpochMilli(),
                0,
                0))
        : CompletableFuture.failedFuture(new TimeoutException("written, but nobody was told"));
  }
}
