// SPDX-License-Identifier: Apache-2.0
/**
 * What the person at the terminal sees: progress, where things are, and what went wrong, in a line
 * each.
 */
@NullMarked
package io.jobmill.standalone.console;

import org.jspecify.annotations.NullMarked;
