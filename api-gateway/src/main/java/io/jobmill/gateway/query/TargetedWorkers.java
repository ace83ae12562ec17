// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import io.jobmill.event.WorkerState;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.trigger.Targets;
import io.jobmill.job.Addressees;
import io.jobmill.job.Addressees.Candidate;
import io.jobmill.job.ExpectedWorker;
import io.jobmill.job.OneLine;
import io.jobmill.job.Pool;
import io.jobmill.job.Target;
import io.jobmill.view.JobView;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the workers that a target means among those that are known. Thread-safe.
 *
 * <p>One that fell silent a moment ago without saying goodbye is expected to answer like the
 * others: a job for all machines must not end well because one of them has just died.
 */
final class TargetedWorkers implements Targets {

  private final Workers workers;

  TargetedWorkers(Workers workers) {
    this.workers = workers;
  }

  @Override
  public List<ExpectedWorker> meant(Target target, Pool pool) {
    List<KnownWorker> matching =
        workers.lately().stream()
            .filter(worker -> target.matches(worker.id(), worker.hostname(), worker.labels()))
            .toList();
    List<ExpectedWorker> meant =
        Addressees.of(
            target,
            matching.stream()
                .filter(worker -> worker.state() == WorkerState.READY)
                .filter(worker -> worker.pools().contains(pool))
                .map(w -> new Candidate(w.id(), w.hostname(), w.labels()))
                .toList());
    if (meant.isEmpty()) {
      throw Refusal.badRequest(whyNobody(target, pool, matching));
    }
    if (meant.size() > JobView.MAX_PARTS) {
      throw Refusal.badRequest(
          "target %s means %d workers; at most %d can be asked"
              .formatted(OneLine.quoted(target.text()), meant.size(), JobView.MAX_PARTS));
    }
    return meant;
  }

  private static String whyNobody(Target target, Pool pool, List<KnownWorker> matching) {
    KnownWorker elsewhere = first(matching, worker -> !worker.pools().contains(pool));
    KnownWorker unwilling = first(matching, worker -> worker.pools().contains(pool));
    if (unwilling != null) {
      return "target agent \"%s\" takes no jobs: worker '%s' is %s"
          .formatted(target, unwilling.hostname(), unwilling.state().word());
    }
    if (elsewhere != null) {
      return "target agent \"%s\" not found: worker '%s' does not serve pool '%s'"
          .formatted(target, elsewhere.hostname(), pool);
    }
    return "target agent \"%s\" not found: no worker of pool '%s' matches".formatted(target, pool);
  }

  private static @Nullable KnownWorker first(
      List<KnownWorker> workers, Predicate<KnownWorker> which) {
    return workers.stream().filter(which).findFirst().orElse(null);
  }
}
