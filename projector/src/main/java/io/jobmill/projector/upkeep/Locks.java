// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.job.JobQueue;
import io.jobmill.kafka.KafkaSetupException;
import io.jobmill.kafka.ShareGroupSetup;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long the broker keeps a record for the worker that took it, by queue. */
final class Locks {

  /** The longest lock a cluster allows as shipped; assumed where it does not say. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private static final Logger log = LoggerFactory.getLogger(Locks.class);

  private final ShareGroupSetup groups;
  private final Duration defaultHeartbeat;
  private final Map<JobQueue, Duration> known = new HashMap<>();
  private final Set<JobQueue> unknown = new HashSet<>();

  Locks(ShareGroupSetup groups, Duration defaultHeartbeat) {
    this.groups = groups;
    this.defaultHeartbeat = defaultHeartbeat;
  }

  /** The longest there can be while the cluster does not say; it is asked once a tick then. */
  Duration of(JobQueue queue) {
    Duration lock = known.get(queue);
    if (lock != null) {
      return lock;
    }
    return unknown.contains(queue) ? LONGEST : ask(queue);
  }

  /** Time has moved on: what was not to be known may be asked for again. */
  void tick() {
    unknown.clear();
  }

  /** What a worker of which nothing was heard would promise. */
  Duration defaultHeartbeat() {
    return defaultHeartbeat;
  }

  private Duration ask(JobQueue queue) {
    try {
      Duration lock = groups.ensure(queue).lockDuration();
      known.put(queue, lock);
      return lock;
    } catch (KafkaSetupException e) {
      log.warn(
          "lock duration unknown, taken as {} queue={} reason={}", LONGEST, queue, e.getMessage());
      unknown.add(queue);
      return LONGEST;
    }
  }
}
