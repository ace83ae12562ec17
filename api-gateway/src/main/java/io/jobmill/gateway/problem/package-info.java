// SPDX-License-Identifier: Apache-2.0
/**
 * Refusing: what a caller is told who asks for something that cannot be done, from the limits of
 * the server to the form of an error. Never a stack trace, never a 5xx for a caller's mistake.
 */
@NullMarked
package io.jobmill.gateway.problem;

import org.jspecify.annotations.NullMarked;
