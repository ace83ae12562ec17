// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.trace;

import io.jobmill.job.Trace;
import org.jspecify.annotations.Nullable;

/**
 * What the request that this thread answers is part of. A trace surrounds a call and is no argument
 * of it: the dialects need not know that there is one.
 */
public final class CallTrace {

  private static final ThreadLocal<@Nullable Trace> CURRENT = new ThreadLocal<>();

  private CallTrace() {}

  /** Absent where the caller has named none: what is begun now begins a trace of its own. */
  public static @Nullable Trace current() {
    return CURRENT.get();
  }

  static void enter(@Nullable Trace trace) {
    CURRENT.set(trace);
  }

  static void leave() {
    CURRENT.remove();
  }
}
