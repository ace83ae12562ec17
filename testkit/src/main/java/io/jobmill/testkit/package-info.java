// SPDX-License-Identifier: Apache-2.0
/** Test support: builders, asserts, a settable clock, and the infrastructure tests run on. */
@NullMarked
package io.jobmill.testkit;

import org.jspecify.annotations.NullMarked;
