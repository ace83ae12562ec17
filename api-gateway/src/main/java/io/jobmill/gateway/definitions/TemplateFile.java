// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.definitions;

import io.jobmill.gateway.definitions.YamlNodes.Refused;
import io.jobmill.template.Parsed;
import io.jobmill.template.Template;
import io.jobmill.template.TemplateReader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;

/** What a template file holds: templates, or what is wrong with it. Never half of it. */
sealed interface TemplateFile {

  /** The largest file that is read. */
  int MAX_BYTES = 1024 * 1024;

  /**
   * @param lines where each template begins, by its lookup key
   */
  record Good(List<Template> templates, Map<String, Integer> lines) implements TemplateFile {}

  record Bad(List<FileProblem> problems) implements TemplateFile {}

  /**
   * @param file as problems shall name it
   */
  static TemplateFile parse(String file, byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return bad(file, 1, "larger than " + MAX_BYTES + " bytes");
    }
    try {
      return read(file, text(bytes));
    } catch (CharacterCodingException e) {
      return bad(file, 1, "not UTF-8");
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      return bad(file, line, "not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      return bad(file, 1, "not YAML: " + firstLine(e));
    } catch (Refused e) {
      return bad(file, e.line(), String.valueOf(e.getMessage()));
    }
  }

  private static TemplateFile read(String file, String text) {
    List<FileProblem> problems = new ArrayList<>();
    List<Template> templates = new ArrayList<>();
    Map<String, Integer> lines = new LinkedHashMap<>();
    for (YamlDocument document : documents(text)) {
      Parsed<Template> parsed = TemplateReader.read(document.tree());
      if (parsed instanceof Parsed.Invalid<Template> invalid) {
        invalid
            .problems()
            .forEach(
                problem ->
                    problems.add(
                        new FileProblem(
                            file, document.lineOf(problem.path()), problem.toString())));
      } else if (parsed instanceof Parsed.Valid<Template> valid) {
        Template template = valid.value();
        Integer before = lines.put(Template.lookupKey(template.name()), document.line());
        if (before != null) {
          problems.add(
              new FileProblem(
                  file,
                  document.line(),
                  "template '%s' is also in %s:%d".formatted(template.name(), file, before)));
        }
        templates.add(template);
      }
    }
    return problems.isEmpty() ? new Good(templates, new HashMap<>(lines)) : new Bad(problems);
  }

  private static List<YamlDocument> documents(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_BYTES);
    Yaml yaml = new Yaml(new SafeConstructor(options));
    List<YamlDocument> documents = new ArrayList<>();
    for (Node root : yaml.composeAll(new StringReader(text))) {
      // An empty document between two separators says nothing.
      if (!Tag.NULL.equals(root.getTag())) {
        documents.add(YamlNodes.document(root));
      }
    }
    return documents;
  }

  private static String text(byte[] bytes) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static Bad bad(String file, int line, String reason) {
    return new Bad(List.of(new FileProblem(file, line, reason)));
  }

  private static String firstLine(YAMLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
