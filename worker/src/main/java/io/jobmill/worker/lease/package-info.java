// SPDX-License-Identifier: Apache-2.0
/**
 * The worker's sign of life: lists the attempts it has, so that upkeep notices those that nobody
 * has.
 */
@NullMarked
package io.jobmill.worker.lease;

import org.jspecify.annotations.NullMarked;
