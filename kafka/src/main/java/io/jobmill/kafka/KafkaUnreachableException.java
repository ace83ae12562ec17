// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import java.time.Duration;

/** No broker answered in time. */
public final class KafkaUnreachableException extends KafkaSetupException {

  KafkaUnreachableException(String bootstrapServers, Duration waited, Throwable cause) {
    super(
        "no Kafka broker answered at %s within %d s: is it running, and is jobmill.kafka.bootstrap-servers right?"
            .formatted(bootstrapServers, waited.toSeconds()),
        cause);
  }
}
