// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.docs;

import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** The example of docs/use/kafka-producers.md. Uses nothing of Jobmill's. */
final class SubmitOverKafka {

  private SubmitOverKafka() {}

  // snippet
  /** Submits a job and returns its id. */
  static UUID submit(String bootstrapServers, String topic) throws Exception {
    var settings = Map.<String, Object>of("bootstrap.servers", bootstrapServers);
    var text = new StringSerializer();
    try (var producer = new KafkaProducer<>(settings, text, text)) {
      var id = UUID.randomUUID();
      var job = "{\"template\": \"hello\", \"variables\": {\"Name\": \"Kafka\"}}";
      var record = new ProducerRecord<>(topic, id.toString(), job);
      producer.send(record).get(); // returns when Kafka has it: the job is submitted
      return id;
    }
  }
  // end of snippet
}
