// SPDX-License-Identifier: Apache-2.0
/**
 * How much waits on the queues, and how long: asked of the cluster now and then, beside everything
 * else, and told as metrics.
 */
@NullMarked
package io.jobmill.projector.depth;

import org.jspecify.annotations.NullMarked;
