// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.trigger;

import io.jobmill.job.Target;
import io.jobmill.job.Value;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for, besides the template.
 *
 * @param variables as they were given, in any spelling of their names
 * @param target absent, the template's
 * @param runAt not before this instant; absent, at once
 * @param submittedBy the name of the caller's key; absent without one
 */
public record Submission(
    Map<String, Value> variables,
    @Nullable Target target,
    @Nullable Instant runAt,
    @Nullable String submittedBy) {}
