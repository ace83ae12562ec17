// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.osapi;

import io.jobmill.event.WorkerState;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.query.KnownWorker;
import io.jobmill.gateway.query.Workers;
import io.jobmill.job.OneLine;
import io.jobmill.job.Target;

/** Which agents a caller means. */
final class OsapiTargets {

  private final Workers workers;

  OsapiTargets(Workers workers) {
    this.workers = workers;
  }

  /**
   * @throws Refusal 400 for a host or label that no agent has
   */
  Target of(String text) {
    Target target;
    try {
      target = new Target(text);
    } catch (IllegalArgumentException e) {
      throw notFound(text);
    }
    boolean general = target.isAny() || target.equals(Target.ALL);
    if (!general && workers.all().stream().noneMatch(worker -> isMeant(target, worker))) {
      throw notFound(text);
    }
    return target;
  }

  private static boolean isMeant(Target target, KnownWorker worker) {
    return worker.state() != WorkerState.STOPPED
        && target.matches(worker.id(), worker.hostname(), worker.labels());
  }

  private static Refusal notFound(String text) {
    return Refusal.badRequest(
        OneLine.of("Invalid target_hostname: target agent \"%s\" not found".formatted(text)));
  }
}
