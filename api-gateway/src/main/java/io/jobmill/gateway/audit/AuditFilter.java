// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are meant; what is absent is not asked for.
 *
 * @param action the whole of it, or its noun
 * @param from at this time or later
 * @param to before this time
 */
public record AuditFilter(
    @Nullable String by,
    @Nullable String action,
    @Nullable String subject,
    @Nullable String dialect,
    @Nullable AuditOutcome outcome,
    @Nullable Instant from,
    @Nullable Instant to) {

  boolean matches(AuditEntry entry) {
    return is(by, entry.by())
        && (is(action, entry.action()) || entry.action().startsWith(action + "."))
        && is(subject, entry.subject())
        && is(dialect, entry.dialect())
        && (outcome == null || outcome == entry.outcome())
        && (from == null || !entry.at().isBefore(from))
        && (to == null || entry.at().isBefore(to));
  }

  private static boolean is(@Nullable String wanted, String found) {
    return wanted == null || wanted.equalsIgnoreCase(found);
  }
}
