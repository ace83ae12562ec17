// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The published description of the records, and what its schemas say about one. */
final class AsyncApiDocument {

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_7,
          builder ->
              builder.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private final JsonNode root;

  private AsyncApiDocument(JsonNode root) {
    this.root = root;
  }

  static AsyncApiDocument read() {
    YAMLMapper yaml =
        YAMLMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    return new AsyncApiDocument(yaml.readTree(Path.of("..", "docs", "reference", "asyncapi.yaml")));
  }

  JsonNode root() {
    return root;
  }

  JsonNode messages() {
    return root.at("/components/messages");
  }

  JsonNode channels() {
    return root.at("/channels");
  }

  /** What the schema at a reference like {@code #/components/schemas/X} finds wrong. */
  List<String> faults(String reference, JsonNode value) {
    ObjectNode schema = Golden.JSON.createObjectNode();
    schema.put("$ref", reference);
    schema.set("components", root.get("components"));
    Schema compiled = SCHEMAS.getSchema(schema);
    return compiled.validate(value).stream().map(Error::toString).toList();
  }

  /** Every reference in the document. */
  List<String> references() {
    List<String> references = new ArrayList<>();
    collect(root, references);
    return references;
  }

  private static void collect(JsonNode node, List<String> references) {
    if (node.isObject() && node.has("$ref")) {
      references.add(node.get("$ref").asString());
    }
    node.forEach(child -> collect(child, references));
  }
}
