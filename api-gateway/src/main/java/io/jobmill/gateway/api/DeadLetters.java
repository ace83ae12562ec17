// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records nobody could read. */
@FunctionalInterface
interface DeadLetters {

  /**
   * The newest ones before an offset, newest first.
   *
   * @throws io.jobmill.gateway.problem.Refusal 503 if Kafka does not answer
   */
  List<ConsumerRecord<byte[], byte[]>> before(long offset, int most);
}
