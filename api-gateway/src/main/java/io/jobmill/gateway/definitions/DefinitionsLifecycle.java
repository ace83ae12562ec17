// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.definitions;

import io.jobmill.job.Pool;
import io.jobmill.template.TemplateRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.SmartLifecycle;

/**
 * Reads all definitions before the first request is taken, and follows them until the end. A
 * cluster that is not there when the gateway starts ends the start; one that goes away later does
 * not disturb what is in memory.
 */
final class DefinitionsLifecycle implements SmartLifecycle {

  static final int PHASE = 0;

  private final KafkaPoolQueues queues;
  private final KafkaDefinitionTable<TemplateRecord> templates;
  private final List<KafkaDefinitionTable<?>> tables;
  private final Duration bound;
  private final Clock clock;
  private volatile boolean running;

  DefinitionsLifecycle(
      KafkaPoolQueues queues,
      KafkaDefinitionTable<TemplateRecord> templates,
      List<KafkaDefinitionTable<?>> tables,
      Duration bound,
      Clock clock) {
    this.queues = queues;
    this.templates = templates;
    this.tables = List.copyOf(tables);
    this.bound = bound;
    this.clock = clock;
  }

  @Override
  public void start() {
    if (running) {
      return;
    }
    queues.ensureAll(Set.of(Pool.DEFAULT));
    tables.forEach(table -> table.start(bound));
    Set<Pool> pools = new TreeSet<>();
    templates.all().forEach(stored -> pools.add(stored.value().template().pool()));
    queues.ensureAll(pools);
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    // Each waits for its poll: all at once, for the stop is bounded.
    tables.parallelStream().forEach(KafkaDefinitionTable::close);
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  /** How long the cluster has not answered. */
  Duration silence() {
    Instant oldest =
        tables.stream()
            .map(KafkaDefinitionTable::lastAnswer)
            .min(Instant::compareTo)
            .orElse(clock.instant());
    return Duration.between(oldest, clock.instant());
  }
}
