// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.jobmill.gateway.trigger.AcceptedJobs;
import io.jobmill.job.JobId;
import java.time.Duration;
import java.util.Optional;

/**
 * The tokens this gateway handed out lately: jobs that there are, whatever the store knows yet.
 * Bounded; what is forgotten is looked for like a token of another gateway.
 */
final class IssuedTokens implements AcceptedJobs {

  private static final int MOST = 200_000;
  private static final Duration REMEMBERED = Duration.ofMinutes(15);

  private final Cache<JobId, String> templates =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build();

  @Override
  public void accepted(JobId id, String template) {
    templates.put(id, template);
  }

  /** The template of a job that this gateway accepted. */
  Optional<String> template(JobId id) {
    return Optional.ofNullable(templates.getIfPresent(id));
  }
}
