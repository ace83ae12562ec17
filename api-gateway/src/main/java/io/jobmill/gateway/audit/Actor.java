// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.audit;

import io.jobmill.gateway.security.Caller;
import java.util.Objects;

/**
 * Who asks for a change, and how.
 *
 * @param dialect by which API: {@code api}, {@code otter}, {@code keyfactor} or {@code osapi}
 * @param source the address the request came from
 */
public record Actor(Caller caller, String dialect, String source) {

  /** What records say of who it was. */
  public String name() {
    return Objects.requireNonNullElse(caller.name(), "anonymous");
  }
}
