// SPDX-License-Identifier: Apache-2.0
/**
 * Step 5 of 6, the decision: one event and the view before it become the view after it. Pure
 * functions; no clock, no database, no Kafka.
 */
@NullMarked
package io.jobmill.projector.projection;

import org.jspecify.annotations.NullMarked;
