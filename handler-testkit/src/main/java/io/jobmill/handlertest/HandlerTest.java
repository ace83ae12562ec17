// SPDX-License-Identifier: Apache-2.0
package io.jobmill.handlertest;

import io.jobmill.handler.JobHandler;
import io.jobmill.job.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of one job, for one handler: say what the job is given, then {@link #run()} it. Every
 * call changes this object and returns it.
 *
 * <p>Without a template any variable may be given, as in a job that names a handler and no
 * template. With one, variables are held against its rules as the gateway and the worker do.
 */
public final class HandlerTest {

  private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

  private final JobHandler handler;
  private final Map<String, Value> variables = new LinkedHashMap<>();
  private final Set<String> secrets = new LinkedHashSet<>();
  private TestClock clock = TestClock.at(NEW_YEAR);
  private @Nullable TestTemplate template;
  private UUID id = UUID.randomUUID();
  private int attempt = 1;
  private Duration timeout = Duration.ofHours(1);
  private Duration patience = Duration.ofSeconds(30);

  private HandlerTest(JobHandler handler) {
    this.handler = handler;
  }

  public static HandlerTest of(JobHandler handler) {
    return new HandlerTest(handler);
  }

  /** Gives a variable. */
  public HandlerTest variable(String name, String value) {
    variables.put(name, Value.of(value));
    return this;
  }

  /** Gives a variable that takes several values. */
  public HandlerTest variable(String name, List<String> values) {
    variables.put(name, Value.ofList(values));
    return this;
  }

  /** Gives a variable that is obscured, whatever a template says of it. */
  public HandlerTest secret(String name, String value) {
    secrets.add(name);
    return variable(name, value);
  }

  /**
   * Holds the variables against this template, and takes its timeout and its operation's data.
   *
   * @param yaml a template file of one document
   * @throws IllegalArgumentException if it is no template, or none that runs the handler
   */
  public HandlerTest template(Path yaml) {
    template = TestTemplate.read(yaml, handler.name());
    timeout = template.timeout();
    return this;
  }

  /** The time at which the job starts, and which the test moves; the handler may share it. */
  public HandlerTest clock(TestClock shared) {
    clock = shared;
    return this;
  }

  /** How long the attempt may take by the clock; an hour unless a template says otherwise. */
  public HandlerTest timeout(Duration limit) {
    timeout = limit;
    return this;
  }

  /** The job's id, from which its idempotency token comes; another one for each test if not set. */
  public HandlerTest id(UUID job) {
    id = job;
    return this;
  }

  /** Which attempt of the job this is; the first if not set. */
  public HandlerTest attempt(int number) {
    attempt = number;
    return this;
  }

  /** How long the test waits for the handler, in real time; half a minute if not set. */
  public HandlerTest patience(Duration realTime) {
    patience = realTime;
    return this;
  }

  /**
   * Runs the attempt to its end.
   *
   * @throws AssertionError if the handler has not ended in time
   */
  public JobRun run() {
    try (RunningJob job = start()) {
      return job.join();
    }
  }

  /** Starts the attempt on a thread of its own, for tests that move time or stop it. */
  public RunningJob start() {
    TestTemplate rules = template == null ? TestTemplate.none(handler.name()) : template;
    return RunningJob.start(
        new TestJob(id, attempt, timeout, handler, rules.check(variables, secrets)),
        clock,
        patience);
  }
}
