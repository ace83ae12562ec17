// SPDX-License-Identifier: Apache-2.0
package io.jobmill.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/** Logs the first failure of a kind, then one a minute with how often it came meanwhile. */
final class FailureLog {

  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Logger log;
  private final String loop;
  private final Map<Class<?>, Kind> kinds = new HashMap<>();

  FailureLog(Logger log, String loop) {
    this.log = log;
    this.loop = loop;
  }

  void add(RuntimeException failure) {
    long now = System.nanoTime();
    var kind = kinds.get(failure.getClass());
    if (kind == null) {
      kinds.put(failure.getClass(), new Kind(now, 0));
      log.warn("pass failed, will go on loop={}", loop, failure);
    } else if (now - kind.loggedAt < QUIET_NANOS) {
      kinds.put(failure.getClass(), new Kind(kind.loggedAt, kind.suppressed + 1));
    } else {
      kinds.put(failure.getClass(), new Kind(now, 0));
      log.warn(
          "passes still fail, will go on loop={} times={} last={}",
          loop,
          kind.suppressed + 1,
          failure.toString());
    }
  }

  private record Kind(long loggedAt, int suppressed) {}
}
