// SPDX-License-Identifier: Apache-2.0
/**
 * Runs a handler in memory: with the code that runs it in a worker, its records read back in place
 * of being sent, and a clock that the test moves. Begin at {@link
 * io.jobmill.handlertest.HandlerTest}.
 */
@NullMarked
package io.jobmill.handlertest;

import org.jspecify.annotations.NullMarked;
