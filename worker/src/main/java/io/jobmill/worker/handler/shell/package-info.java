// SPDX-License-Identifier: Apache-2.0
/**
 * Runs scripts: variables go in as environment variables, output comes out as log entries, the
 * whole process tree ends with the job.
 */
@NullMarked
package io.jobmill.worker.handler.shell;

import org.jspecify.annotations.NullMarked;
