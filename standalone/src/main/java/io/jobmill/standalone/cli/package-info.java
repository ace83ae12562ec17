// SPDX-License-Identifier: Apache-2.0
/**
 * The commands: arguments and environment go in, an exit code and lines on the console come out.
 */
@NullMarked
package io.jobmill.standalone.cli;

import org.jspecify.annotations.NullMarked;
