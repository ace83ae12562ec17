// SPDX-License-Identifier: Apache-2.0
/**
 * Makes the jobs of schedules when they are due. What enters are schedules and the broker's time,
 * what leaves are requests on queues and notes on how far each schedule has come.
 *
 * <p>The projector that owns the events partition of a schedule's id looks after it. A job's id is
 * made of schedule and due time, so whoever asks for it asks for the same job. The order of writes
 * keeps it at one request: first the note that it is being asked for, then the request, and only
 * when the job has been received the note when the next one is due. Who finds a note and no job
 * does not know whether the request was written: it waits until everything that could have been
 * written by then is projected, and asks again if the job is still not there.
 *
 * <p>What remains possible: a projector that is frozen for longer than that, between its note and
 * its request, and then goes on. The two requests are for one job, which the workers and the fold
 * fence like any request that is there twice.
 */
@NullMarked
package io.jobmill.projector.schedule;

import org.jspecify.annotations.NullMarked;
