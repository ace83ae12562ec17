// SPDX-License-Identifier: Apache-2.0
package io.jobmill.bench.bare;

import io.jobmill.kafka.Loop;
import io.jobmill.kafka.Sends;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One lane: takes records, says started, accepts, says ended. */
final class BareLane implements Loop {

  private final ShareConsumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private final Sends sends;
  private final BareTarget target;
  private final BareListener listener;

  BareLane(
      ShareConsumer<byte[], byte[]> consumer,
      Producer<byte[], byte[]> producer,
      BareTarget target,
      BareListener listener) {
    this.consumer = consumer;
    this.producer = producer;
    this.sends = new Sends(producer);
    this.target = target;
    this.listener = listener;
  }

  @Override
  public void runOnce() {
    var taken = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    consumer.poll(Duration.ofSeconds(1)).forEach(taken::add);
    if (taken.isEmpty()) {
      return;
    }
    sends.all(events(taken, target.payloads().started()));
    taken.forEach(record -> consumer.acknowledge(record, AcknowledgeType.ACCEPT));
    confirm();
    taken.forEach(record -> listener.claimed(record.key()));
    for (var ended : events(taken, target.payloads().ended())) {
      var unused = producer.send(ended, (at, failure) -> listener.ended(failure));
    }
  }

  @Override
  public void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void ended() {
    consumer.close();
  }

  private void confirm() {
    consumer
        .commitSync()
        .forEach(
            (topic, failure) ->
                failure.ifPresent(
                    e -> {
                      throw e;
                    }));
  }

  private List<ProducerRecord<byte[], byte[]>> events(
      List<ConsumerRecord<byte[], byte[]>> taken, byte[] value) {
    return taken.stream()
        .map(record -> new ProducerRecord<>(target.events(), record.key(), value))
        .toList();
  }
}
