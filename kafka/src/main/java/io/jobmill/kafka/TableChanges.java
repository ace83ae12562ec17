// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jobmill.job.OneLine;
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
  private final Map<String, Long> unread;
  private final TableListener<V> listener;

  /**
   * @param unread the offsets of records that cannot be read, of keys that have no entry
   */
  TableChanges(Map<String, Entry<V>> entries, Map<String, Long> unread, TableListener<V> listener) {
    this.entries = entries;
    this.unread = unread;
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
      log.error(
          "record has no key and was skipped topic={} offset={}", record.topic(), record.offset());
      listener.undecodable(record, new IllegalArgumentException("record has no key"));
      return;
    }
    var key = new String(record.key(), UTF_8);
    if (record.value() == null) {
      entries.remove(key);
      unread.remove(key);
      listener.removed(key, record.offset());
      return;
    }
    V value;
    try {
      value = decoder.decode(key, record.value());
    } catch (RuntimeException e) {
      tell(key, record, e);
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
    // In this order: who finds neither an entry nor a note takes the key for one that is not there.
    entries.put(key, entry);
    unread.remove(key);
    listener.changed(entry);
  }

  private void tell(String key, ConsumerRecord<byte[], byte[]> record, RuntimeException reason) {
    if (entries.containsKey(key)) {
      log.error(
          "record cannot be read, the one before it stays in force"
              + " topic={} key={} offset={} reason={}",
          record.topic(),
          OneLine.quoted(key),
          record.offset(),
          OneLine.of(String.valueOf(reason.getMessage())));
    } else {
      unread.put(key, record.offset());
      log.error(
          "record cannot be read and there is none before it,"
              + " write it again, remove it, or update this process"
              + " topic={} key={} offset={} reason={}",
          record.topic(),
          OneLine.quoted(key),
          record.offset(),
          OneLine.of(String.valueOf(reason.getMessage())));
    }
  }
}
