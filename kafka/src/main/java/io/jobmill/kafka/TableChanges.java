// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jobmill.kafka.CompactedTable.Entry;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies records to the entries of a table, one after the other. */
final class TableChanges<V> {

  private static final Logger log = LoggerFactory.getLogger(TableChanges.class);

  private final Map<String, Entry<V>> entries;
  private final TableListener<V> listener;

  TableChanges(Map<String, Entry<V>> entries, TableListener<V> listener) {
    this.entries = entries;
    this.listener = listener;
  }

  void apply(ConsumerRecord<byte[], byte[]> record, TableSource.Decoder<V> decoder) {
    try {
      change(record, decoder);
    } catch (RuntimeException e) {
      log.error(
          "table listener failed topic={} partition={} offset={}",
          record.topic(),
          record.partition(),
          record.offset(),
          e);
    }
  }

  private void change(ConsumerRecord<byte[], byte[]> record, TableSource.Decoder<V> decoder) {
    if (record.key() == null) {
      listener.undecodable(record, new IllegalArgumentException("record has no key"));
      return;
    }
    var key = new String(record.key(), UTF_8);
    if (record.value() == null) {
      entries.remove(key);
      listener.removed(key, record.offset());
      return;
    }
    V value;
    try {
      value = decoder.decode(key, record.value());
    } catch (RuntimeException e) {
      listener.undecodable(record, e);
      return;
    }
    var entry =
        new Entry<>(
            key,
            value,
            record.partition(),
            record.offset(),
            Instant.ofEpochMilli(record.timestamp()));
    entries.put(key, entry);
    listener.changed(entry);
  }
}
