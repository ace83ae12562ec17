// SPDX-License-Identifier: Apache-2.0
/** Follows the commands topic and stops attempts that are no longer wanted. */
@NullMarked
package io.jobmill.worker.command;

import org.jspecify.annotations.NullMarked;
