// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.intake;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/** How the projector's consumers are members of their groups. */
public final class GroupMember {

  /**
   * Between two passes of a loop, so that records gather while few come: a request to the broker
   * and a write to the store cost the same for one as for many. The first after a lull is not held
   * up.
   */
  public static final Duration BETWEEN_POLLS = Duration.ofMillis(5);

  private static final int LARGEST_RECORD = 16 * 1024 * 1024;

  private GroupMember() {}

  /**
   * @param records handed out by one poll at most
   * @param bytes fetched at once at most, over all partitions; one record may be larger
   */
  public static Map<String, Object> tuning(String group, int records, int bytes) {
    return Map.of(
        ConsumerConfig.GROUP_ID_CONFIG,
        group,
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "earliest",
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName(),
        // How long the partitions of a process that was killed wait for another owner.
        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
        10_000,
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
        2_000,
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        records,
        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
        bytes,
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
        Math.min(bytes, LARGEST_RECORD / 4),
        // Pools that are new are noticed within this.
        ConsumerConfig.METADATA_MAX_AGE_CONFIG,
        5_000);
  }
}
