// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.definitions.Templates;
import io.jobmill.gateway.security.Access;
import io.jobmill.gateway.security.Caller;
import io.jobmill.gateway.security.Scope;
import io.jobmill.template.Template;
import org.jspecify.annotations.Nullable;

/** Who may do what to the jobs of which template. */
final class Doors {

  private final Templates templates;
  private final Access access;

  Doors(Templates templates, Access access) {
    this.templates = templates;
    this.access = access;
  }

  /**
   * @param name of the template, which may not be known any more; absent for a job without one
   */
  boolean mayAct(Caller caller, Scope scope, @Nullable String name) {
    Template template =
        name == null
            ? null
            : templates.find(name).map(stored -> stored.value().template()).orElse(null);
    return access.mayAct(caller, scope, template);
  }
}
