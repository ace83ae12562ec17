// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change that was asked for.
 *
 * @param at when, by the broker's clock once it is read back
 * @param by who
 * @param action a noun and a verb, like {@code job.cancel}
 * @param subject what was to be changed: a job id, a name
 * @param dialect by which API
 * @param source from which address
 * @param outcome how it went
 * @param detail why not, or what more there is to say
 */
public record AuditEntry(
    Instant at,
    String by,
    String action,
    String subject,
    String dialect,
    String source,
    AuditOutcome outcome,
    @Nullable String detail) {}
