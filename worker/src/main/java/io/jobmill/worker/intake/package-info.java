// SPDX-License-Identifier: Apache-2.0
/**
 * Step 3 of 6, first half. Takes records off a pool's queue, decides what becomes of each, and
 * claims those that run here.
 */
@NullMarked
package io.jobmill.worker.intake;

import org.jspecify.annotations.NullMarked;
