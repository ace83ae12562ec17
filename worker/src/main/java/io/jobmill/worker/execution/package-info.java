// SPDX-License-Identifier: Apache-2.0
/**
 * Step 3 of 6, second half. Runs claimed attempts in slots, within their time, and turns every end
 * into an outcome.
 */
@NullMarked
package io.jobmill.worker.execution;

import org.jspecify.annotations.NullMarked;
