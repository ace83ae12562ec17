// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Dead letters that a test puts there. */
public final class FakeDeadLetters implements DeadLetters {

  private final List<ConsumerRecord<byte[], byte[]>> records =
      Collections.synchronizedList(new ArrayList<>());

  void add(ConsumerRecord<byte[], byte[]> record) {
    records.add(record);
  }

  @Override
  public List<ConsumerRecord<byte[], byte[]>> before(long offset, int most) {
    List<ConsumerRecord<byte[], byte[]>> newest = new ArrayList<>(records);
    Collections.reverse(newest);
    return newest.stream().filter(record -> record.offset() < offset).limit(most).toList();
  }
}
