// SPDX-License-Identifier: Apache-2.0
/** Follows the commands topic: stops attempts that are no longer wanted, and drains this worker. */
@NullMarked
package io.jobmill.worker.command;

import org.jspecify.annotations.NullMarked;
