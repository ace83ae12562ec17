// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.action;

import io.jobmill.job.Target;
import org.jspecify.annotations.Nullable;

/**
 * How a job is to be run once more.
 *
 * @param target which workers; absent, those of the old job
 * @param anyState whether a job may be repeated that has not ended, or ended well
 * @param sameSeries whether the new job continues the old one, or stands for itself
 */
public record RetryWish(@Nullable Target target, boolean anyState, boolean sameSeries) {

  /** What failed, as it was. */
  public static final RetryWish AS_IT_WAS = new RetryWish(null, false, false);
}
