// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.wiring;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the projector works.
 *
 * @param id names this process in events; absent, a new one at every start
 * @param batchSize events that are folded and written in one step at most
 * @param cachedViews views of running jobs that are remembered, so that they need not be read again
 * @param heartbeat what a worker is expected to promise of which nothing was heard yet
 * @param answerWithin what a worker that a target means may take to answer beyond the time of the
 *     run; and how long such a worker may be silent before its answer is given up
 * @param measureEvery how often the queues are measured for metrics
 * @param storeTimeout how long the start waits for the store
 * @param rebuild drop the views at this start and make them again from the topics; logs stay
 */
@ConfigurationProperties("jobmill.projector")
public record ProjectorSettings(
    @Nullable String id,
    @DefaultValue("20000") int batchSize,
    @DefaultValue("20000") int cachedViews,
    @DefaultValue("2s") Duration heartbeat,
    @DefaultValue("60s") Duration answerWithin,
    @DefaultValue("15s") Duration measureEvery,
    @DefaultValue("60s") Duration storeTimeout,
    @DefaultValue("false") boolean rebuild) {

  public ProjectorSettings {
    if (batchSize < 1
        || cachedViews < 0
        || heartbeat.isNegative()
        || heartbeat.isZero()
        || answerWithin.isNegative()) {
      throw new IllegalArgumentException(
          "jobmill.projector: batch-size must be at least 1, cached-views at least 0, heartbeat positive, answer-within not negative: batch-size=%d cached-views=%d heartbeat=%s answer-within=%s"
              .formatted(batchSize, cachedViews, heartbeat, answerWithin));
    }
  }
}
