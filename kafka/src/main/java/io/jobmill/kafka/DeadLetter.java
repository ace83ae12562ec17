// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record nobody could read, on its way to the dead letters: key, value and headers untouched,
 * with headers added that say where from and why.
 */
public final class DeadLetter {

  /** The topic it was read from, as text. */
  public static final String TOPIC = "jobmill-dead-topic";

  /** The partition there, as decimal text. */
  public static final String PARTITION = "jobmill-dead-partition";

  /** The offset there, as decimal text. */
  public static final String OFFSET = "jobmill-dead-offset";

  /** What is wrong with it: one line of text. */
  public static final String REASON = "jobmill-dead-reason";

  private DeadLetter() {}

  /**
   * @param topic the full name of the dead-letters topic
   */
  public static ProducerRecord<byte[], byte[]> of(
      String topic, ConsumerRecord<byte[], byte[]> unreadable, String reason) {
    var headers = new RecordHeaders(unreadable.headers().toArray());
    headers.add(TOPIC, text(unreadable.topic()));
    headers.add(PARTITION, text(Integer.toString(unreadable.partition())));
    headers.add(OFFSET, text(Long.toString(unreadable.offset())));
    headers.add(REASON, text(reason));
    return new ProducerRecord<>(topic, null, unreadable.key(), unreadable.value(), headers);
  }

  private static byte[] text(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }
}
