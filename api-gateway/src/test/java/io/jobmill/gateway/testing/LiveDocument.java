// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The description of an API as it is served, and what in live answers is not as it says. */
public final class LiveDocument {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry ->
              registry.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private final JsonNode document;

  private LiveDocument(JsonNode document) {
    this.document = document;
  }

  /** A method of a path, as the document writes it. */
  public record Operation(String id, String method, String path, JsonNode node) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /** One answer that an operation may have. */
  public record Documented(Operation operation, int status, JsonNode node) {
    @Override
    public String toString() {
      return operation.id() + " " + status;
    }
  }

  /** Every document that the gateway serves, by name. */
  public static Map<String, LiveDocument> all(Http http) {
    Map<String, LiveDocument> all = new LinkedHashMap<>();
    for (JsonNode item : JSON.readTree(http.get("/openapi").body()).path("items")) {
      all.put(
          item.path("name").asString(),
          new LiveDocument(JSON.readTree(http.get(item.path("url").asString()).body())));
    }
    return all;
  }

  public static LiveDocument of(String name, Http http) {
    LiveDocument found = all(http).get(name);
    assertThat(found).as("document " + name).isNotNull();
    return found;
  }

  public JsonNode json() {
    return document;
  }

  public List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        operations.add(
            new Operation(
                method.getValue().path("operationId").asString(),
                method.getKey().toUpperCase(Locale.ROOT),
                path.getKey(),
                method.getValue()));
      }
    }
    return operations;
  }

  /** Every answer of every operation. */
  public List<Documented> answers() {
    List<Documented> answers = new ArrayList<>();
    for (Operation operation : operations()) {
      for (Map.Entry<String, JsonNode> response : operation.node().path("responses").properties()) {
        answers.add(
            new Documented(
                operation, Integer.parseInt(response.getKey()), resolved(response.getValue())));
      }
    }
    return answers;
  }

  /** What in the answer is not as it is documented. */
  public List<String> problems(Documented wanted, Reply answer) {
    if (answer.status() != wanted.status()) {
      return List.of("status %d: %s".formatted(answer.status(), answer.body()));
    }
    List<String> problems = new ArrayList<>(ofBody(wanted.node(), answer));
    for (Map.Entry<String, JsonNode> header : wanted.node().path("headers").properties()) {
      String value = answer.header(header.getKey());
      if (value == null) {
        if (header.getValue().path("required").asBoolean(false)) {
          problems.add("header %s is missing".formatted(header.getKey()));
        }
      } else {
        problems.addAll(problems(header.getValue().path("schema"), ofText(header, value)));
      }
    }
    return problems;
  }

  /** What in the answer is not as all errors of the API are. */
  public List<String> problemsOfError(Reply answer) {
    return ofBody(document.at("/components/responses/Error"), answer);
  }

  /** What in a value is not as the schema says. */
  public List<String> problems(JsonNode schema, JsonNode value) {
    ObjectNode whole = JSON.createObjectNode();
    whole.putArray("allOf").add(schema);
    whole.set("components", document.path("components"));
    return SCHEMAS.getSchema(whole).validate(value).stream().map(Object::toString).toList();
  }

  private List<String> ofBody(JsonNode response, Reply answer) {
    JsonNode content = response.path("content");
    String type = answer.header("Content-Type");
    if (content.isMissingNode()) {
      return answer.body().isEmpty() ? List.of() : List.of("there is a body: " + answer.body());
    }
    if (type == null) {
      return List.of("there is no content type");
    }
    for (Map.Entry<String, JsonNode> media : content.properties()) {
      if (MediaType.parseMediaType(type)
          .equalsTypeAndSubtype(MediaType.parseMediaType(media.getKey()))) {
        return ofMedia(media.getKey(), media.getValue().path("schema"), answer.body());
      }
    }
    return List.of("content type is " + type);
  }

  private List<String> ofMedia(String type, JsonNode schema, String body) {
    if (!type.endsWith("json")) {
      return problems(schema, StringNode.valueOf(body));
    }
    List<String> problems = new ArrayList<>();
    try {
      for (String text : type.endsWith("ndjson") ? body.lines().toList() : List.of(body)) {
        problems.addAll(problems(schema, JSON.readTree(text)));
      }
    } catch (JacksonException e) {
      problems.add("not JSON: " + body);
    }
    return problems;
  }

  private static JsonNode ofText(Map.Entry<String, JsonNode> header, String value) {
    boolean whole = header.getValue().at("/schema/type").asString("").equals("integer");
    return whole && value.matches("\\d{1,18}")
        ? JSON.valueToTree(Long.valueOf(value))
        : StringNode.valueOf(value);
  }

  private JsonNode resolved(JsonNode response) {
    return response.has("$ref")
        ? document.at(response.path("$ref").asString().substring(1))
        : response;
  }
}
