// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.handler.CancelHook;
import io.jobmill.handler.Variables;
import io.jobmill.job.Claim;
import io.jobmill.job.JobId;
import io.jobmill.job.JobRequest;
import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.job.RunLimits;
import io.jobmill.observe.LoggedJob;
import io.jobmill.testkit.time.Await;
import io.jobmill.worker.handler.sample.NoopHandler;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CancelHooksTests {

  private static final Attempt ATTEMPT =
      new Attempt(
          JobId.of("0196f000-0000-7000-8000-000000000001"),
          JobRequest.forTemplate("noop"),
          new Claim(Pool.DEFAULT, 0, 7, 1),
          new Work(
              "noop",
              new Operation("noop", Map.of()),
              new Variables(Map.of(), Set.of()),
              RunLimits.DEFAULT,
              new NoopHandler()));

  private final CancelHooks hooks = new CancelHooks(ATTEMPT, LoggedJob.of("j", 1, null));
  private final List<String> ran = new CopyOnWriteArrayList<>();

  @Test
  void runsEveryActionOnceHoweverOftenTheAttemptIsStopped() {
    hooks.add(() -> ran.add("one"));
    hooks.add(() -> ran.add("two"));

    hooks.fire();
    hooks.fire();
    hooks.add(() -> ran.add("late"));

    Await.until("all have run", () -> ran.size() >= 3);
    assertThat(ran).containsExactlyInAnyOrder("one", "two", "late");
  }

  @Test
  void nobodyWaitsForAnActionThatHangsOrThrows() {
    CountDownLatch never = new CountDownLatch(1);
    hooks.add(
        () -> {
          while (never.getCount() > 0) {
            Thread.onSpinWait();
          }
        });
    hooks.add(
        () -> {
          throw new IllegalStateException("no");
        });
    hooks.add(() -> ran.add("one"));

    hooks.fire();

    Await.until("the others run", () -> ran.contains("one"));
    never.countDown();
  }

  @Test
  void runsNothingThatWasTakenBackOrWhoseHandlerHasEnded() {
    CancelHook hook = hooks.add(() -> ran.add("taken back"));
    hook.close();
    hooks.add(() -> ran.add("over"));
    hooks.close();

    hooks.fire();
    hooks.add(() -> ran.add("after"));

    CancelHooks other = new CancelHooks(ATTEMPT, LoggedJob.of("j", 1, null));
    other.add(() -> ran.add("another attempt"));
    other.fire();
    Await.until("the other has run", () -> !ran.isEmpty());
    assertThat(ran).containsExactly("another attempt");
  }
}
