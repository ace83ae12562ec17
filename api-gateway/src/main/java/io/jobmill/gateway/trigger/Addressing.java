// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.trigger;

import io.jobmill.gateway.problem.Refusal;
import io.jobmill.job.ExpectedWorker;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Pool;
import io.jobmill.job.RunLimits;
import io.jobmill.job.Target;
import io.jobmill.template.Template;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Decides which workers a job is for. */
final class Addressing {

  private final Targets targets;
  private final Duration answerWithin;

  /**
   * @param answerWithin what a worker may take to answer beyond the time of the run
   */
  Addressing(Targets targets, Duration answerWithin) {
    this.targets = targets;
    this.answerWithin = answerWithin;
  }

  /**
   * @throws Refusal 400 if the template does not let this submission name its target
   */
  static void requireAllowed(Template template, Submission submission) {
    Target target = submission.target();
    boolean own = target == null || target.equals(template.target());
    if (!own && !template.allowTarget() && !submission.chosen()) {
      throw Refusal.badRequest(
          "template '%s' does not allow another target than its own".formatted(template.name()));
    }
  }

  /**
   * The request as it is to be written. One that is not to run yet names its workers when its time
   * has come.
   *
   * @throws Refusal 400 if its target means nobody
   */
  JobRequest address(JobRequest request, Template template, Instant now) {
    Target target = request.target() == null ? template.target() : request.target();
    return target.isAny()
        ? request
        : address(
            request.withTarget(target), target, template.pool(), now.plus(template.timeout()));
  }

  /** The same of a request without a template. */
  JobRequest address(JobRequest request, Pool pool, Instant now) {
    Target target = request.target();
    return target == null || target.isAny()
        ? request
        : address(request, target, pool, now.plus(RunLimits.DEFAULT.timeout()));
  }

  private JobRequest address(JobRequest request, Target target, Pool pool, Instant ended) {
    List<ExpectedWorker> meant = targets.meant(target, pool);
    return request.runAt() != null
        ? request
        : request.expecting(pool, meant, ended.plus(answerWithin).truncatedTo(ChronoUnit.MILLIS));
  }
}
