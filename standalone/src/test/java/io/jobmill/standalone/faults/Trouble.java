// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import java.time.Instant;

/**
 * What went wrong since the books were looked at last.
 *
 * @param mayRepeat whether it is a reason to run a job again
 * @param from when it began to go wrong
 * @param to when nothing was wrong any more
 */
record Trouble(boolean mayRepeat, Instant from, Instant to) {}
