// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.definitions;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.job.Pool;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.KafkaSetupException;
import io.jobmill.kafka.ShareGroupSetup;
import io.jobmill.kafka.TopicSetup;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Queue topics, and the settings of the share groups that will work on them. */
final class KafkaPoolQueues implements PoolQueues {

  private static final Logger log = LoggerFactory.getLogger(KafkaPoolQueues.class);
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final Duration CALL = Duration.ofSeconds(10);

  private final KafkaClients clients;
  private final Set<Pool> known = ConcurrentHashMap.newKeySet();

  KafkaPoolQueues(KafkaClients clients) {
    this.clients = clients;
  }

  @Override
  public void ensure(Pool pool) {
    if (known.contains(pool)) {
      return;
    }
    try {
      ensureAll(Set.of(pool));
    } catch (KafkaSetupException e) {
      log.warn("queue cannot be set up pool={} reason={}", pool, e.getMessage());
      throw Refusal.unavailable("the queue of pool '%s' cannot be set up".formatted(pool), RETRY);
    }
  }

  /** Sets up the shared topics as well, as a service does when it starts. */
  void ensureAll(Collection<Pool> pools) {
    try (var admin = clients.admin("jobmill-gateway-setup", CALL)) {
      new TopicSetup(admin, clients.settings()).ensure(pools);
      var groups = new ShareGroupSetup(admin, clients.settings());
      for (Pool pool : pools) {
        groups.ensure(pool).values().forEach(group -> log.info("queue is ready {}", group.bound()));
      }
    }
    known.addAll(pools);
  }
}
