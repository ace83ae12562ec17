// SPDX-License-Identifier: Apache-2.0
/**
 * Where log lines go: all of them to a file that is kept small, Jobmill's own warnings to the
 * console as well.
 */
@NullMarked
package io.jobmill.standalone.log;

import org.jspecify.annotations.NullMarked;
