// SPDX-License-Identifier: Apache-2.0
/**
 * Makes HTTP requests: variables are filled in encoded for their place, the answer is the result.
 */
@NullMarked
package io.jobmill.worker.handler.http;

import org.jspecify.annotations.NullMarked;
