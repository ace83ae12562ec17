// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was last said about a worker.
 *
 * @param agent the worker's id
 * @param by the name of the key
 */
record AgentApproval(String agent, boolean approved, @Nullable String by, Instant at) {}
