// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.execution;

import io.jobmill.handler.CancelHook;
import io.jobmill.observe.LoggedJob;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a handler wants done when its attempt is to stop. Each action has a thread of its own, so
 * that nobody who stops attempts waits for what a handler does. Thread-safe.
 */
final class CancelHooks {

  private static final Logger log = LoggerFactory.getLogger(CancelHooks.class);

  private final Attempt attempt;
  private final LoggedJob logged;
  private final List<Hook> hooks = new ArrayList<>();
  private boolean fired;
  private boolean closed;

  CancelHooks(Attempt attempt, LoggedJob logged) {
    this.attempt = attempt;
    this.logged = logged;
  }

  synchronized CancelHook add(Runnable action) {
    Hook hook = new Hook(action);
    if (fired) {
      begin(hook);
    } else if (!closed) {
      hooks.add(hook);
    }
    return hook;
  }

  /** The attempt is to stop. */
  synchronized void fire() {
    if (!fired && !closed) {
      fired = true;
      hooks.forEach(this::begin);
      hooks.clear();
    }
  }

  /** The handler has ended: there is nothing left to stop. */
  synchronized void close() {
    closed = true;
    hooks.clear();
  }

  private synchronized void remove(Hook hook) {
    hooks.remove(hook);
  }

  private void begin(Hook hook) {
    Thread thread =
        new Thread(() -> logged.during(() -> run(hook.action)), "cancel-" + attempt.id());
    thread.setDaemon(true);
    thread.start();
  }

  private void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      // Not its message: that may hold a secret.
      log.warn(
          "what a handler does on a stop threw job={} attempt={} exception={}",
          attempt.id(),
          attempt.number(),
          e.getClass().getName());
    }
  }

  private final class Hook implements CancelHook {
    private final Runnable action;

    Hook(Runnable action) {
      this.action = action;
    }

    @Override
    public void close() {
      remove(this);
    }
  }
}
