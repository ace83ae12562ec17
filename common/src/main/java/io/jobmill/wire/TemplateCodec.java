// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import io.jobmill.job.Priority;
import io.jobmill.job.RetryPolicy;
import io.jobmill.job.Value;
import io.jobmill.template.Concurrency;
import io.jobmill.template.Origin;
import io.jobmill.template.Parsed;
import io.jobmill.template.Rate;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateReader;
import io.jobmill.template.TemplateRecord;
import io.jobmill.template.Variable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * The JSON form of a {@link TemplateRecord}: the template's own fields, and where it is changed.
 * Thread-safe.
 */
public final class TemplateCodec {

  private TemplateCodec() {}

  public static byte[] encode(TemplateRecord record) {
    return JsonOutput.write(
        json -> {
          JsonOutput.text(json, "origin", record.origin().word());
          JsonOutput.ifPresent(json, "source", record.source());
          JsonOutput.ifPresent(json, "folder", record.folder());
          json.writeName("template");
          JsonTree.write(json, tree(record.template()));
        });
  }

  /**
   * @throws UnreadableRecordException saying what is wrong with the record
   */
  public static TemplateRecord decode(byte @Nullable [] record) {
    Draft draft = new Draft();
    JsonRecord.read(record, draft::read);
    Parsed<Template> parsed = TemplateReader.read(JsonRecord.required("template", draft.template));
    if (parsed instanceof Parsed.Invalid<Template> invalid) {
      throw new UnreadableRecordException(invalid.problems().get(0).toString());
    }
    Template template = ((Parsed.Valid<Template>) parsed).value();
    return new TemplateRecord(template, draft.origin, draft.source, draft.folder);
  }

  /** The template as a file or an HTTP body would write it, with every setting named. */
  public static Map<String, @Nullable Object> tree(Template template) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("name", template.name());
    tree.put("description", template.description());
    tree.put("pool", template.pool().name());
    tree.put("target", template.target().text());
    tree.put("timeout", template.timeout().toString());
    tree.put("queueTimeout", template.times().queue().toString());
    Duration total = template.times().total();
    if (total != null) {
      tree.put("totalTimeout", total.toString());
    }
    tree.put("api", template.api());
    if (template.key() != null) {
      tree.put("key", template.key());
    }
    tree.put("allowNewVariables", template.allowNewVariables());
    tree.put("allowTarget", template.allowTarget());
    tree.put("variables", template.variables().stream().map(TemplateCodec::tree).toList());
    Map<String, @Nullable Object> operation = new LinkedHashMap<>();
    operation.put("type", template.operation().type());
    operation.put("data", template.operation().data());
    tree.put("operation", operation);
    if (template.priority() != Priority.NORMAL) {
      tree.put("priority", template.priority().word());
    }
    if (template.retry() != null) {
      tree.put("retry", tree(template.retry()));
    }
    Concurrency concurrency = template.limits().concurrency();
    if (concurrency != null) {
      tree.put("concurrency", tree(concurrency));
    }
    Rate rate = template.limits().rate();
    if (rate != null) {
      Map<String, @Nullable Object> limit = new LinkedHashMap<>();
      limit.put("max", rate.max());
      limit.put("per", rate.per().toString());
      tree.put("rate", limit);
    }
    return tree;
  }

  private static Map<String, @Nullable Object> tree(Concurrency concurrency) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("max", concurrency.max());
    if (!concurrency.key().isEmpty()) {
      tree.put("key", concurrency.key());
    }
    tree.put("policy", concurrency.policy().word());
    return tree;
  }

  private static Map<String, @Nullable Object> tree(RetryPolicy retry) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("attempts", retry.attempts());
    tree.put("delay", retry.delays().first().toString());
    tree.put("factor", retry.delays().factor());
    tree.put("maxDelay", retry.delays().longest().toString());
    tree.put("jitter", retry.delays().jitter());
    tree.put("except", retry.except());
    return tree;
  }

  private static Map<String, @Nullable Object> tree(Variable variable) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("name", variable.name());
    tree.put("type", variable.type().word());
    tree.put("required", variable.required());
    Value initial = variable.initial();
    if (initial != null) {
      tree.put("initial", initial.list() ? initial.items() : initial.text());
    }
    if (!variable.values().isEmpty()) {
      tree.put("values", List.copyOf(variable.values()));
    }
    if (variable.restrict()) {
      tree.put("restrict", true);
    }
    if (variable.multiple()) {
      tree.put("multiple", true);
    }
    if (variable.obscure()) {
      tree.put("obscure", true);
    }
    return tree;
  }

  private static final class Draft {
    private Origin origin = Origin.API;
    private @Nullable String source;
    private @Nullable String folder;
    private @Nullable Map<String, @Nullable Object> template;

    void read(String name, JsonParser value) {
      switch (name) {
        case "origin" ->
            origin = "file".equals(JsonRecord.text(name, value)) ? Origin.FILE : Origin.API;
        case "source" -> source = JsonRecord.text(name, value);
        case "folder" -> folder = JsonRecord.text(name, value);
        case "template" -> template = JsonTree.readObject(name, value);
        default -> value.skipChildren();
      }
    }
  }
}
