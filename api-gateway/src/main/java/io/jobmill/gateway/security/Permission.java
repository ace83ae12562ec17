// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

/** What a JSON web token may be good for, and the scope with which a key may do the same. */
public enum Permission {
  JOB_READ("job:read", Scope.VIEW),
  JOB_WRITE("job:write", Scope.TRIGGER),
  JOB_DELETE("job:write", Scope.MANAGE),
  AGENT_READ("agent:read", Scope.VIEW),
  AGENT_WRITE("agent:write", Scope.MANAGE);

  private final String word;
  private final Scope scope;

  Permission(String word, Scope scope) {
    this.word = word;
    this.scope = scope;
  }

  /** As tokens spell it. */
  public String word() {
    return word;
  }

  /** What a key must have instead. */
  Scope scope() {
    return scope;
  }
}
