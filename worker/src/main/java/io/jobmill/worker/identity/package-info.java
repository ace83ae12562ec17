// SPDX-License-Identifier: Apache-2.0
/** Who this worker is: an id that outlives restarts, an incarnation that does not. */
@NullMarked
package io.jobmill.worker.identity;

import org.jspecify.annotations.NullMarked;
