// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.upkeep;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long ended jobs are kept.
 *
 * @param ended how long after its end a job is removed with its history, results and logs
 * @param maxEnded how many ended jobs are kept at most, the oldest going first; absent, any number
 */
@ConfigurationProperties("jobmill.retention")
record RetentionSettings(@DefaultValue("30d") Duration ended, @Nullable Integer maxEnded) {

  public RetentionSettings {
    if (ended.isNegative() || ended.isZero() || (maxEnded != null && maxEnded < 1)) {
      throw new IllegalArgumentException(
          "jobmill.retention: ended must be positive and max-ended at least 1: ended=%s max-ended=%s"
              .formatted(ended, maxEnded));
    }
  }
}
