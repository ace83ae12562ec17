// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.definitions;

import io.jobmill.gateway.definitions.DefinitionTable.Stored;
import io.jobmill.template.Origin;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The templates in force, and the only way to change them. */
public final class Templates {

  private final DefinitionTable<TemplateRecord> table;
  private final PoolQueues pools;

  Templates(DefinitionTable<TemplateRecord> table, PoolQueues pools) {
    this.table = table;
    this.pools = pools;
  }

  /** The template of this name, whatever case it is spelled in. */
  public Optional<Stored<TemplateRecord>> find(String name) {
    return table.find(Template.lookupKey(name));
  }

  /** All templates by name. */
  public List<TemplateRecord> all() {
    return table.all().stream()
        .map(Stored::value)
        .sorted(Comparator.comparing(record -> Template.lookupKey(record.template().name())))
        .toList();
  }

  /** Puts a template in force that was made over HTTP, and waits until it is. */
  public TemplateRecord publish(Template template) {
    TemplateRecord record = new TemplateRecord(template, Origin.API, null);
    publish(record);
    return record;
  }

  public void remove(String name) {
    table.remove(Template.lookupKey(name));
  }

  /** The queue comes first: a job must not be accepted for a pool that has none. */
  void publish(TemplateRecord record) {
    pools.ensure(record.template().pool());
    table.put(Template.lookupKey(record.template().name()), record);
  }
}
