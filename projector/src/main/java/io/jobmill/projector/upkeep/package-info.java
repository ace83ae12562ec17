// SPDX-License-Identifier: Apache-2.0
/**
 * Everything that happens because time passed or a worker went away: lost attempts, next attempts,
 * requests asked again, orders to stop, watermarks, retention.
 *
 * <p>Runs on the projection thread between batches, so a partition's jobs have one actor and no
 * lock. Decisions are pure functions of what the views say, of the broker's time and of the
 * workers' signs of life. Effects are records, written as long as the views ask for them and until
 * an event that is read back says that they are done; none is emitted at the moment an event is
 * applied. What is remembered in memory (what was asked a moment ago) may be lost: it only keeps
 * the same record from being written every pass.
 *
 * <p>Nothing is judged before everything that could speak against it has been projected. Two rounds
 * see to that, one for leases and one for queues; both begin with a tick that was read back, sample
 * ends, and wait until those are passed.
 */
@NullMarked
package io.jobmill.projector.upkeep;

import org.jspecify.annotations.NullMarked;
