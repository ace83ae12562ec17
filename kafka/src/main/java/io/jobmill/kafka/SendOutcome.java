// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import org.apache.kafka.clients.producer.RecordMetadata;

/** What became of one record of a batch. */
public sealed interface SendOutcome {

  /** All in-sync replicas have it. */
  record Acknowledged(RecordMetadata at) implements SendOutcome {}

  /** No acknowledgement came. The record may be in the topic all the same. */
  record Failed(RuntimeException cause) implements SendOutcome {}

  default boolean acknowledged() {
    return this instanceof Acknowledged;
  }
}
