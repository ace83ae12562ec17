// SPDX-License-Identifier: Apache-2.0
/** Measures the bare pipeline and the running product. */
@NullMarked
package io.jobmill.bench;

import org.jspecify.annotations.NullMarked;
