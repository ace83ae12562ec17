// SPDX-License-Identifier: Apache-2.0
/** The read model: what a job's events add up to, and the history rows of its attempts. */
@NullMarked
package io.jobmill.view;

import org.jspecify.annotations.NullMarked;
