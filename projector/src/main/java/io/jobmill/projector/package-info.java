// SPDX-License-Identifier: Apache-2.0
/**
 * Step 5 of 6: folds events into views, keeps logs, makes queued requests visible, and does
 * everything that happens because time passed. Enters: the topics; leaves: the documents that
 * gateways read.
 */
@NullMarked
package io.jobmill.projector;

import org.jspecify.annotations.NullMarked;
