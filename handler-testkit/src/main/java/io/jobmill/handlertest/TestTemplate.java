// SPDX-License-Identifier: Apache-2.0
package io.jobmill.handlertest;

import io.jobmill.handler.Variables;
import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.job.RetryPolicy;
import io.jobmill.job.RunLimits;
import io.jobmill.job.Target;
import io.jobmill.job.Value;
import io.jobmill.template.Parsed;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateReader;
import io.jobmill.template.Variable;
import io.jobmill.template.VariableRules;
import io.jobmill.worker.handler.HandlerVariables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The rules a job's variables are held against: those of the contract, with nothing of its own. */
record TestTemplate(Template template) {

  /** What came of a check. */
  sealed interface Checked {
    /**
     * @param retry which failures would be tried again; absent, none
     */
    record Accepted(
        String template, Operation operation, Variables variables, @Nullable RetryPolicy retry)
        implements Checked {}

    record Refused(String reason) implements Checked {}
  }

  /** Declares nothing and allows everything. */
  static TestTemplate none(String handler) {
    return new TestTemplate(
        new Template(
            handler,
            "",
            Pool.DEFAULT,
            Target.ANY,
            RunLimits.DEFAULT.timeout(),
            true,
            null,
            true,
            true,
            List.of(),
            new Operation(handler, Map.of())));
  }

  static TestTemplate read(Path yaml, String handler) {
    Parsed<Template> parsed = TemplateReader.read(fields(yaml));
    if (parsed instanceof Parsed.Invalid<Template> invalid) {
      throw new IllegalArgumentException(yaml + ": " + invalid.problems());
    }
    Template template = ((Parsed.Valid<Template>) parsed).value();
    if (!template.operation().type().equals(handler)) {
      throw new IllegalArgumentException(
          "%s runs '%s', and the handler is named '%s'"
              .formatted(yaml, template.operation().type(), handler));
    }
    return new TestTemplate(template);
  }

  Duration timeout() {
    return template.timeout();
  }

  Checked check(Map<String, Value> given, Set<String> secrets) {
    VariableRules.Checked checked = VariableRules.check(template, given);
    if (checked instanceof VariableRules.Checked.Refused refused) {
      return new Checked.Refused(String.join("; ", refused.reasons()));
    }
    Map<String, Value> accepted = ((VariableRules.Checked.Accepted) checked).variables();
    Set<String> obscured = new LinkedHashSet<>(secrets);
    template.variables().stream()
        .filter(Variable::obscure)
        .map(Variable::name)
        .forEach(obscured::add);
    return new Checked.Accepted(
        template.name(),
        template.operation(),
        HandlerVariables.of(accepted, obscured),
        template.retry());
  }

  private static Map<String, @Nullable Object> fields(Path yaml) {
    Object tree;
    try {
      tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(yaml + " cannot be read", e);
    }
    if (!(tree instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(yaml + " is not one template");
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    map.forEach((name, value) -> fields.put(String.valueOf(name), value));
    return fields;
  }
}
