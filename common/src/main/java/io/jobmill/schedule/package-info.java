// SPDX-License-Identifier: Apache-2.0
/** Recurring and later jobs: when they are due, and what is kept of a schedule. */
@NullMarked
package io.jobmill.schedule;

import org.jspecify.annotations.NullMarked;
