// SPDX-License-Identifier: Apache-2.0
/** Time in tests: moved by hand, or waited for with a deadline, never slept through. */
@NullMarked
package io.jobmill.testkit.time;

import org.jspecify.annotations.NullMarked;
