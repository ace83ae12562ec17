// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.query;

import io.jobmill.gateway.definitions.Templates;
import io.jobmill.gateway.security.Access;
import io.jobmill.gateway.security.Caller;
import io.jobmill.gateway.security.Permission;
import io.jobmill.gateway.security.Scope;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateRecord;
import io.jobmill.view.JobView;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whose jobs a caller may see, by the rule of each job's own template. */
public final class VisibleTemplates {

  private final Templates templates;
  private final Access access;

  VisibleTemplates(Templates templates, Access access) {
    this.templates = templates;
    this.access = access;
  }

  /** What lists show this caller. */
  public Visibility of(Caller caller) {
    boolean unknownOnes = access.mayRead(caller, null);
    Set<String> named =
        templates.all().stream()
            .map(TemplateRecord::template)
            .filter(template -> access.mayRead(caller, template) != unknownOnes)
            .map(Template::name)
            .collect(Collectors.toSet());
    if (!unknownOnes) {
      return new Visibility.Only(named);
    }
    return named.isEmpty() ? Visibility.EVERYTHING : new Visibility.AllBut(named);
  }

  /** Whether the caller may see jobs of a template of this name, which may not be known. */
  public boolean mayRead(Caller caller, @Nullable String name) {
    return access.mayRead(caller, find(name));
  }

  /** Whether the caller may do what the scope allows to this job. */
  public boolean mayAct(Caller caller, Scope scope, JobView view) {
    return access.mayAct(caller, scope, find(view.request().template()));
  }

  /** The same for what a permission allows. */
  public boolean mayAct(Caller caller, Permission permission, JobView view) {
    return access.mayAct(caller, permission, find(view.request().template()));
  }

  private @Nullable Template find(@Nullable String name) {
    return name == null ? null : templates.find(name).map(s -> s.value().template()).orElse(null);
  }
}
