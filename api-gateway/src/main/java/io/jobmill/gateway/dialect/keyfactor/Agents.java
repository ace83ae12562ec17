// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.definitions.DefinitionTable;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.query.KnownWorker;
import io.jobmill.gateway.query.Workers;
import io.jobmill.template.Template;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The workers as agents. One that nobody has disapproved is approved. */
final class Agents {

  private final Workers workers;
  private final DefinitionTable<AgentApproval> approvals;
  private final JobTypes types;
  private final Clock clock;

  Agents(Workers workers, DefinitionTable<AgentApproval> approvals, JobTypes types, Clock clock) {
    this.workers = workers;
    this.approvals = approvals;
    this.types = types;
    this.clock = clock;
  }

  /**
   * A worker as an agent.
   *
   * @param approved whether it may be given custom jobs
   * @param capabilities the jobs that it can run, by the names of their types
   */
  record Agent(KnownWorker worker, boolean approved, List<String> capabilities) {

    Agent {
      capabilities = List.copyOf(capabilities);
    }
  }

  /** Whether the worker gets the template's jobs, or those that are narrowed down to it. */
  static boolean isMeant(KnownWorker worker, Template template) {
    return worker.pools().contains(template.pool()) && isTargeted(worker, template);
  }

  /** Narrowing a template down to one of the workers that it means anyway is no other target. */
  static boolean isTargeted(KnownWorker worker, Template template) {
    return template.allowTarget()
        || template.target().matches(worker.id(), worker.hostname(), worker.labels());
  }

  List<Agent> all() {
    return workers.all().stream().map(this::agent).toList();
  }

  Optional<Agent> find(UUID id) {
    return workers.find(id.toString()).map(this::agent);
  }

  /**
   * @throws Refusal 404 naming one that is not known
   */
  void requireKnown(List<UUID> ids) {
    for (UUID id : ids) {
      if (find(id).isEmpty()) {
        throw Refusal.notFound("there is no agent " + id);
      }
    }
  }

  void approve(UUID id, boolean approved, @Nullable String by) {
    approvals.put(id.toString(), new AgentApproval(id.toString(), approved, by, clock.instant()));
  }

  private Agent agent(KnownWorker worker) {
    return new Agent(
        worker,
        approvals.find(worker.id()).map(stored -> stored.value().approved()).orElse(true),
        types.of(worker));
  }
}
