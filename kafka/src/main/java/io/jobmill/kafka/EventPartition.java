// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import io.jobmill.job.JobId;
import io.jobmill.wire.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Which events partition a job lives in: where Kafka's own partitioner puts its key. */
public final class EventPartition {

  private EventPartition() {}

  public static int of(JobId id) {
    return ofKey(id.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * @param key a job's id as records carry it
   */
  public static int ofKey(byte[] key) {
    return Utils.toPositive(Utils.murmur2(key)) % Topics.EVENT_PARTITIONS;
  }
}
