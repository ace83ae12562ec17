// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.definitions;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Makes plain values of the nodes of one YAML document. Nothing in a document can name a class to
 * be made, and what aliases unfold to is bounded.
 *
 * <p>Plain scalars mean what YAML 1.2 and JSON say they mean, as editors have it: {@code yes},
 * {@code 0755} and {@code 12:30} are texts.
 */
final class YamlNodes {

  private static final int MAX_NODES = 20_000;
  private static final int MAX_DEPTH = 50;

  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
  private static final Pattern DECIMAL =
      Pattern.compile("-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][-+]?[0-9]{1,2})?");
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<Tag> KNOWN =
      Set.of(
          Tag.STR,
          Tag.INT,
          Tag.FLOAT,
          Tag.BOOL,
          Tag.NULL,
          Tag.TIMESTAMP,
          Tag.MERGE,
          Tag.MAP,
          Tag.SEQ);

  private final Map<String, Integer> lines = new HashMap<>();
  private int nodes;

  /** A document that cannot be taken; the message needs file and line before it. */
  static final class Refused extends RuntimeException {
    private final int line;

    Refused(int line, String reason) {
      super(reason, null, false, false);
      this.line = line;
    }

    int line() {
      return line;
    }
  }

  private YamlNodes() {}

  static YamlDocument document(Node root) {
    YamlNodes reading = new YamlNodes();
    if (!(root instanceof MappingNode mapping)) {
      throw new Refused(line(root), "a template is an object with fields like name and operation");
    }
    return new YamlDocument(reading.object(mapping, "", 0), line(root), reading.lines);
  }

  static int line(Node node) {
    Mark mark = node.getStartMark();
    return mark == null ? 1 : mark.getLine() + 1;
  }

  private Map<String, @Nullable Object> object(MappingNode node, String path, int depth) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      String name = name(tuple.getKeyNode());
      int line = line(tuple.getKeyNode());
      Integer before = seen.put(name, line);
      if (before != null) {
        throw new Refused(
            line, "field '%s' is given twice, first in line %d".formatted(name, before));
      }
      String at = path.isEmpty() ? name : path + "." + name;
      lines.put(at, line);
      map.put(name, value(tuple.getValueNode(), at, depth + 1));
    }
    return map;
  }

  private static String name(Node key) {
    if (key instanceof ScalarNode scalar && !Tag.MERGE.equals(scalar.getTag())) {
      return scalar.getValue();
    }
    throw new Refused(
        line(key),
        key instanceof ScalarNode
            ? "merge keys (<<) are not read; write the fields out"
            : "a field's name must be a text");
  }

  private @Nullable Object value(Node node, String path, int depth) {
    if (++nodes > MAX_NODES) {
      throw new Refused(
          line(node), "more than " + MAX_NODES + " values in one template, aliases unfolded");
    }
    if (depth > MAX_DEPTH) {
      throw new Refused(line(node), "nested deeper than " + MAX_DEPTH);
    }
    if (!KNOWN.contains(node.getTag())) {
      throw new Refused(line(node), "tag " + node.getTag() + " is not read here");
    }
    if (node instanceof MappingNode mapping) {
      return object(mapping, path, depth);
    }
    if (node instanceof SequenceNode sequence) {
      return list(sequence, path, depth);
    }
    return scalar((ScalarNode) node);
  }

  private List<@Nullable Object> list(SequenceNode node, String path, int depth) {
    List<@Nullable Object> items = new ArrayList<>();
    for (Node item : node.getValue()) {
      String at = path + "[" + items.size() + "]";
      lines.put(at, line(item));
      items.add(value(item, at, depth + 1));
    }
    return items;
  }

  private static @Nullable Object scalar(ScalarNode node) {
    String text = node.getValue();
    if (node.getScalarStyle() != ScalarStyle.PLAIN || Tag.STR.equals(node.getTag())) {
      return text;
    }
    if (NULLS.contains(text)) {
      return null;
    }
    if (INTEGER.matcher(text).matches()) {
      return Long.valueOf(text);
    }
    if (DECIMAL.matcher(text).matches()) {
      return new BigDecimal(text);
    }
    return switch (text) {
      case "true", "True", "TRUE", "false", "False", "FALSE" ->
          Boolean.valueOf(text.toLowerCase(Locale.ROOT));
      default -> text;
    };
  }
}
