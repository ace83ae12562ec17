// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.audit;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The entries there are. Methods throw {@link io.jobmill.gateway.problem.Refusal} 503. */
public interface AuditTrail {

  /**
   * The newest entries before an offset that the filter is true of, the newest first: fewer than
   * asked for where the others are far back.
   */
  Part before(long offset, AuditFilter filter, int most);

  /** Hands on every entry that the filter is true of, the oldest first. */
  void export(AuditFilter filter, Consumer<AuditEntry> sink);

  /**
   * @param next what to go on before; empty if there is nothing left
   */
  record Part(List<AuditEntry> entries, OptionalLong next) {
    public Part {
      entries = List.copyOf(entries);
    }
  }
}
