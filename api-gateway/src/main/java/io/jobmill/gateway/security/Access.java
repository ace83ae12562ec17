// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import io.jobmill.gateway.security.Caller.Admin;
import io.jobmill.gateway.security.Caller.Keyed;
import io.jobmill.gateway.security.Caller.Token;
import io.jobmill.template.Template;
import org.jspecify.annotations.Nullable;

/**
 * Who may trigger a template and read its jobs. A template that is tied to a key is for that key
 * and the admin; any other is for every key that covers it, every token, and, where the settings
 * say so, for callers without a key.
 */
public final class Access {

  private final boolean anonymous;

  Access(boolean anonymous) {
    this.anonymous = anonymous;
  }

  /** Whether callers without a key are let in at all. */
  public boolean allowsAnonymous() {
    return anonymous;
  }

  public boolean mayTrigger(Caller caller, Template template) {
    return may(caller, Scope.TRIGGER, template);
  }

  /**
   * @param template the job's; absent where it is not known any more, or never was one
   */
  public boolean mayRead(Caller caller, @Nullable Template template) {
    return mayAct(caller, Scope.VIEW, template);
  }

  /**
   * Whether the caller may do what the scope allows to jobs of a template.
   *
   * @param template absent where it is not known any more, or never was one
   */
  public boolean mayAct(Caller caller, Scope scope, @Nullable Template template) {
    if (template != null) {
      return may(caller, scope, template);
    }
    return caller instanceof Admin
        || (caller instanceof Token token && token.has(scope))
        || (caller instanceof Keyed keyed && keyed.has(scope) && keyed.key().coversEverything());
  }

  /**
   * The same for what a token's permissions may allow without the scope that a key needs for it.
   */
  public boolean mayAct(Caller caller, Permission permission, @Nullable Template template) {
    if (caller instanceof Token token) {
      boolean tied = template != null && template.key() != null;
      return token.may(permission) && (token.admin() || !tied);
    }
    return mayAct(caller, permission.scope(), template);
  }

  private boolean may(Caller caller, Scope scope, Template template) {
    if (caller instanceof Admin) {
      return true;
    }
    String tiedTo = template.key();
    if (caller instanceof Token token) {
      return token.has(scope) && (tiedTo == null || token.admin());
    }
    if (caller instanceof Keyed keyed) {
      return keyed.has(scope)
          && keyed.key().covers(template)
          && (tiedTo == null || tiedTo.equalsIgnoreCase(keyed.key().name()));
    }
    return anonymous && tiedTo == null;
  }
}
