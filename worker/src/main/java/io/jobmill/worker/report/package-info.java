// SPDX-License-Identifier: Apache-2.0
/**
 * Step 4 of 6. Takes what attempts say, masks secrets, and sends log chunks and outcomes until they
 * are acknowledged.
 */
@NullMarked
package io.jobmill.worker.report;

import org.jspecify.annotations.NullMarked;
