// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import org.jspecify.annotations.Nullable;

/**
 * What decides when a template's jobs are let through to their workers.
 *
 * @param concurrency absent, any number may be under way at once
 * @param rate absent, any number may begin at once
 */
public record JobLimits(@Nullable Concurrency concurrency, @Nullable Rate rate) {

  public static final JobLimits NONE = new JobLimits(null, null);

  /** Whether jobs have to be let through at all. */
  public boolean any() {
    return concurrency != null || rate != null;
  }
}
