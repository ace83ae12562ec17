// SPDX-License-Identifier: Apache-2.0
/**
 * Beside step 2 of 6: every request on a queue becomes a {@code received} event, so that a job is
 * pending for readers before a worker has it, whoever wrote the record.
 */
@NullMarked
package io.jobmill.projector.queue;

import org.jspecify.annotations.NullMarked;
