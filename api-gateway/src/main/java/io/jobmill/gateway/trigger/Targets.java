// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.trigger;

import io.jobmill.job.ExpectedWorker;
import io.jobmill.job.Pool;
import io.jobmill.job.Target;
import java.util.List;

/** Finds the workers that a target means. */
@FunctionalInterface
public interface Targets {

  /**
   * The workers of the pool from whom an answer is expected; at least one.
   *
   * @param target not {@code _any}
   * @throws io.jobmill.gateway.problem.Refusal 400 saying why it means nobody
   */
  List<ExpectedWorker> meant(Target target, Pool pool);
}
