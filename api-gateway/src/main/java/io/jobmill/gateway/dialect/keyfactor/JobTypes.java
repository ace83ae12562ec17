// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.definitions.DefinitionTable;
import io.jobmill.gateway.definitions.DefinitionTable.Stored;
import io.jobmill.gateway.definitions.Templates;
import io.jobmill.gateway.problem.Refusal;
import io.jobmill.gateway.query.KnownWorker;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The job types there are: those that were made, and every template that may be triggered from
 * outside and that none was made of.
 */
final class JobTypes {

  private final DefinitionTable<JobType> table;
  private final Templates templates;

  JobTypes(DefinitionTable<JobType> table, Templates templates) {
    this.table = table;
    this.templates = templates;
  }

  /** All of them by name. */
  List<JobType> all() {
    List<JobType> all = new ArrayList<>(made());
    templates.all().stream()
        .map(TemplateRecord::template)
        .filter(Template::api)
        .filter(template -> made().stream().noneMatch(type -> type.isNamed(template.name())))
        .map(JobTypes::ofTemplate)
        .forEach(all::add);
    all.sort(Comparator.comparing(type -> type.name().toLowerCase(Locale.ROOT)));
    return all;
  }

  Optional<JobType> find(UUID id) {
    return all().stream().filter(type -> type.id().equals(id)).findFirst();
  }

  Optional<JobType> named(String name) {
    return all().stream().filter(type -> type.isNamed(name)).findFirst();
  }

  /** The template that jobs of this type run; empty if no agent can run them. */
  Optional<Stored<TemplateRecord>> template(JobType type) {
    return templates.find(type.name()).filter(stored -> stored.value().template().api());
  }

  /** What jobs the worker can be given: its handlers' and those of the templates it runs. */
  List<String> of(KnownWorker worker) {
    Set<String> names = new TreeSet<>(worker.operations());
    templates.all().stream()
        .map(TemplateRecord::template)
        .filter(template -> template.api() && Agents.isMeant(worker, template))
        .map(Template::name)
        .forEach(names::add);
    return List.copyOf(names);
  }

  /**
   * The id for a new type of this name; laid over a template, it has the id that the template has.
   */
  UUID newId(String name) {
    return templates
        .find(name)
        .map(stored -> templateId(stored.value().template()))
        .orElseGet(UUID::randomUUID);
  }

  /**
   * Keeps a new type.
   *
   * @throws Refusal 400 where one of its name was made already
   */
  void add(JobType type) {
    if (made().stream().anyMatch(other -> other.isNamed(type.name()))) {
      throw taken(type);
    }
    table.put(type.id().toString(), type);
  }

  /**
   * Keeps a type in place of the one of its id.
   *
   * @throws Refusal 400 where another has its name
   */
  void replace(JobType type) {
    boolean taken =
        made().stream()
            .anyMatch(other -> other.isNamed(type.name()) && !other.id().equals(type.id()));
    if (taken) {
      throw taken(type);
    }
    table.put(type.id().toString(), type);
  }

  /**
   * Takes a type away that was made; its template stays, and is a type of its own again.
   *
   * @throws Refusal 404 for none, 400 for one that is nothing but a template
   */
  void remove(UUID id) {
    requireMade(id);
    table.remove(id.toString());
  }

  /**
   * @throws Refusal 404 for none, 400 for one that is nothing but a template
   */
  void requireMade(UUID id) {
    if (table.find(id.toString()).isPresent()) {
      return;
    }
    JobType type = find(id).orElseThrow(() -> Refusal.notFound("there is no job type " + id));
    throw Refusal.badRequest(
        "job type '%s' is a template and is changed there; POST a type of its name to lay other fields over it"
            .formatted(type.name()));
  }

  private static Refusal taken(JobType type) {
    return Refusal.badRequest("there is a job type '%s' already".formatted(type.name()));
  }

  private List<JobType> made() {
    return table.all().stream().map(Stored::value).toList();
  }

  /** The same on every gateway, and as long as the template has its name. */
  private static UUID templateId(Template template) {
    String name = "job-type:" + Template.lookupKey(template.name());
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  private static JobType ofTemplate(Template template) {
    return new JobType(
        templateId(template),
        template.name(),
        template.description(),
        template.variables().stream().map(FieldVariables::field).toList());
  }
}
