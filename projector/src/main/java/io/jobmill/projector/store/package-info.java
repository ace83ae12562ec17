// SPDX-License-Identifier: Apache-2.0
/**
 * Step 5 of 6, the writing: folded views, history rows, results, log chunks and the positions they
 * cover go to MongoDB. Every write can be repeated; every replacement is guarded by what was read.
 */
@NullMarked
package io.jobmill.projector.store;

import org.jspecify.annotations.NullMarked;
