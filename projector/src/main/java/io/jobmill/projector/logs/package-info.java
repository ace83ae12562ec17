// SPDX-License-Identifier: Apache-2.0
/** Step 5 of 6, for logs: chunks go from their topic to the store as they are. */
@NullMarked
package io.jobmill.projector.logs;

import org.jspecify.annotations.NullMarked;
