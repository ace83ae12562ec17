// SPDX-License-Identifier: Apache-2.0
/** What the projector says about itself: one seam, on which meters and tests hang. */
@NullMarked
package io.jobmill.projector.metrics;

import org.jspecify.annotations.NullMarked;
