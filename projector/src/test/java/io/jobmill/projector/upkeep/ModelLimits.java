// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import io.jobmill.job.JobRequest;
import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.job.Target;
import io.jobmill.job.Value;
import io.jobmill.template.Concurrency;
import io.jobmill.template.JobLimits;
import io.jobmill.template.LimitKey;
import io.jobmill.template.LimitPolicy;
import io.jobmill.template.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The template of all jobs of a walk, and the limit that it has.
 *
 * @param most how many jobs there are to be
 */
record ModelLimits(Template template, int most) {

  static final ModelLimits NONE = of(JobLimits.NONE, 6);

  private static final String REGION = "Region";
  private static final List<String> REGIONS = List.of("eu", "us");

  static ModelLimits of(LimitPolicy policy, Random random) {
    List<String> key = random.nextBoolean() ? List.of(REGION) : List.of();
    return of(new JobLimits(new Concurrency(1 + random.nextInt(3), key, policy), null), 12);
  }

  private static ModelLimits of(JobLimits limits, int most) {
    Template template =
        new Template(
            "model",
            "",
            Pool.DEFAULT,
            Target.ANY,
            Template.DEFAULT_TIMEOUT,
            true,
            null,
            true,
            true,
            List.of(),
            new Operation(Operation.SHELL, Map.of()));
    return new ModelLimits(template.limited(limits), most);
  }

  JobRequest request(Random random) {
    JobRequest request = JobRequest.forTemplate(template.name());
    return concurrency() == null
        ? request
        : request.withVariables(
            Map.of(REGION, Value.of(REGIONS.get(random.nextInt(REGIONS.size())))), Map.of());
  }

  /** Whether all who wait are let through in the end, in the order in which they came. */
  boolean inOrder() {
    Concurrency concurrency = concurrency();
    return concurrency != null && concurrency.policy() == LimitPolicy.QUEUE;
  }

  @Nullable Concurrency concurrency() {
    return template.limits().concurrency();
  }

  /** Where a worker that takes the request holds it back, and for what. */
  Optional<String> holdingBack(JobRequest request) {
    return concurrency() == null || request.place() != null
        ? Optional.empty()
        : Optional.of(LimitKey.of(template, request.variables()).text());
  }
}
