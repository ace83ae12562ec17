// SPDX-License-Identifier: Apache-2.0
/** Makes load at a steady rate or as fast as it goes, and gathers how long things took. */
@NullMarked
package io.jobmill.bench.load;

import org.jspecify.annotations.NullMarked;
