// SPDX-License-Identifier: Apache-2.0
/** Folds events into the view; upkeep. */
@NullMarked
package io.jobmill.projector;

import org.jspecify.annotations.NullMarked;
