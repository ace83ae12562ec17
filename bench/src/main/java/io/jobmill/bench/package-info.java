// SPDX-License-Identifier: Apache-2.0
/**
 * Measures the bare pipeline and the running product on the same broker in one run, and prints a
 * table.
 */
@NullMarked
package io.jobmill.bench;

import org.jspecify.annotations.NullMarked;
