// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Hears of changes to a {@link CompactedTable}, on its thread and after the change can be read.
 * What a listener throws makes the table log it and go on.
 */
public interface TableListener<V> {

  default void changed(CompactedTable.Entry<V> entry) {}

  default void removed(String key, long offset) {}

  /** The record was skipped, and logged; what its key said before still stands. */
  default void undecodable(ConsumerRecord<byte[], byte[]> record, RuntimeException reason) {}
}
