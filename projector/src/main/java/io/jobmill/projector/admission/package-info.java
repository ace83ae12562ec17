// SPDX-License-Identifier: Apache-2.0
/**
 * Beside step 1: requests that may have been written more than once are let through to their queues
 * once. The owner of a partition of {@code submissions} sees all requests of a job in one order;
 * the first becomes the job, the others are dropped.
 *
 * <p>Nothing is kept about it but the views that there are anyway: a request whose job has a view
 * is a repetition. That holds only once everything is projected that earlier owners let through, so
 * a new owner waits for that first. Requests are written to their queues first and the group's
 * offset is committed second, so a crash in between repeats the decision and not the job.
 */
@NullMarked
package io.jobmill.projector.admission;

import org.jspecify.annotations.NullMarked;
