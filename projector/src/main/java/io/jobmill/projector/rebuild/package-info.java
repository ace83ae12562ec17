// SPDX-License-Identifier: Apache-2.0
/**
 * How to begin anew. The positions are in the same database as what they cover, so a dropped
 * database is filled again from the beginning of the topics at the next start; this does the same
 * for the views alone and leaves the logs, which their topic keeps for a shorter time.
 */
@NullMarked
package io.jobmill.projector.rebuild;

import org.jspecify.annotations.NullMarked;
