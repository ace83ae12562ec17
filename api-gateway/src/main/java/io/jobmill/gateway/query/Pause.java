// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Lets a little time pass between two looks at the store. */
@FunctionalInterface
interface Pause {

  Pause REAL = duration -> LockSupport.parkNanos(duration.toNanos());

  void last(Duration duration);
}
