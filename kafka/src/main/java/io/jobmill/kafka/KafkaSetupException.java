// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import org.jspecify.annotations.Nullable;

/** Kafka is not as a service needs it to be to start. The message is one line for an operator. */
public class KafkaSetupException extends RuntimeException {

  public KafkaSetupException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
