// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import io.jobmill.job.JobQueue;
import io.jobmill.job.JobTimes;
import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.job.Priority;
import io.jobmill.job.RetryPolicy;
import io.jobmill.job.Target;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A named, reusable job definition.
 *
 * @param name as it was written; looked up in any case
 * @param description one line for people; may be empty
 * @param timeout of one run
 * @param api whether it may be triggered from outside at all
 * @param key only the API key of this name may trigger it and read its jobs; absent, everyone the
 *     settings allow
 * @param allowNewVariables whether variables may be given that it does not declare
 * @param allowTarget whether a request may name another target
 * @param times within what a job has to begin and to end
 * @param retry which failures are tried again; absent, none is
 * @param limits when its jobs are let through to their workers
 * @param priority on which queue of the pool its jobs wait
 */
public record Template(
    String name,
    String description,
    Pool pool,
    Target target,
    Duration timeout,
    boolean api,
    @Nullable String key,
    boolean allowNewVariables,
    boolean allowTarget,
    List<Variable> variables,
    Operation operation,
    JobTimes times,
    @Nullable RetryPolicy retry,
    JobLimits limits,
    Priority priority) {

  public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

  public Template {
    variables = List.copyOf(variables);
  }

  /** One with the usual times, without limits, whose failures are not tried again. */
  public Template(
      String name,
      String description,
      Pool pool,
      Target target,
      Duration timeout,
      boolean api,
      @Nullable String key,
      boolean allowNewVariables,
      boolean allowTarget,
      List<Variable> variables,
      Operation operation) {
    this(
        name,
        description,
        pool,
        target,
        timeout,
        api,
        key,
        allowNewVariables,
        allowTarget,
        variables,
        operation,
        JobTimes.DEFAULT,
        null,
        JobLimits.NONE,
        Priority.NORMAL);
  }

  /** The same with other failures tried again. */
  public Template retried(@Nullable RetryPolicy policy) {
    return new Template(
        name,
        description,
        pool,
        target,
        timeout,
        api,
        key,
        allowNewVariables,
        allowTarget,
        variables,
        operation,
        times,
        policy,
        limits,
        priority);
  }

  /** The same with other times. */
  public Template within(JobTimes other) {
    return new Template(
        name,
        description,
        pool,
        target,
        timeout,
        api,
        key,
        allowNewVariables,
        allowTarget,
        variables,
        operation,
        other,
        retry,
        limits,
        priority);
  }

  /** The same with other limits. */
  public Template limited(JobLimits other) {
    return new Template(
        name,
        description,
        pool,
        target,
        timeout,
        api,
        key,
        allowNewVariables,
        allowTarget,
        variables,
        operation,
        times,
        retry,
        other,
        priority);
  }

  /** The same with another priority. */
  public Template ranked(Priority other) {
    return new Template(
        name,
        description,
        pool,
        target,
        timeout,
        api,
        key,
        allowNewVariables,
        allowTarget,
        variables,
        operation,
        times,
        retry,
        limits,
        other);
  }

  /** Where its jobs wait. */
  public JobQueue queue() {
    return new JobQueue(pool, priority);
  }

  /** The key under which a template of this name is kept: names do not differ by case. */
  public static String lookupKey(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The declared variable that a caller means, whatever case it is spelled in. */
  public Optional<Variable> variable(String spelled) {
    return variables.stream().filter(v -> v.name().equalsIgnoreCase(spelled)).findFirst();
  }
}
