// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.LiveDocument;
import io.jobmill.gateway.testing.LiveDocument.Documented;
import io.jobmill.gateway.testing.LiveDocument.Operation;
import io.jobmill.gateway.testing.Reply;
import io.jobmill.gateway.testing.RunningGateway;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What every document promises, whichever API it describes. */
class DocumentsTests {

  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH");

  private final Http http = RunningGateway.emptied().http();

  static Set<String> names() {
    return LiveDocument.all(RunningGateway.emptied().http()).keySet();
  }

  @Test
  void areServedToEverybodyAndMayBeAskedForAgain() {
    var first = http.get("/openapi/otter.json");

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.headers().firstValue("Content-Type")).hasValue("application/json");
    String mark = first.headers().firstValue("ETag").orElseThrow();
    assertThat(http.get("/openapi/otter.json", "If-None-Match", mark).statusCode()).isEqualTo(304);
    assertThat(http.get("/openapi/nosuch.json").statusCode()).isEqualTo(404);
    assertThat(http.get("/openapi/otter").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @MethodSource("names")
  void areOpenApi31WithNamedOperationsAndTheFormOfAnError(String name) {
    LiveDocument document = LiveDocument.of(name, http);

    assertThat(document.json().path("openapi").asString()).startsWith("3.1.");
    assertThat(document.json().at("/components/responses/Error").isMissingNode()).isFalse();
    assertThat(document.operations())
        .isNotEmpty()
        .allSatisfy(
            operation -> {
              assertThat(operation.id()).isNotBlank();
              assertThat(operation.node().path("summary").asString("")).isNotBlank();
            });
    assertThat(document.operations().stream().map(Operation::id)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("names")
  void leadEveryReferenceSomewhere(String name) {
    JsonNode document = LiveDocument.of(name, http).json();

    assertThat(document.findValuesAsString("$ref"))
        .allSatisfy(
            reference ->
                assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse());
  }

  @ParameterizedTest
  @MethodSource("names")
  void haveAnExampleOfEveryBodyAndEachIsAsItsSchemaSays(String name) {
    LiveDocument document = LiveDocument.of(name, http);

    assertThat(contents(document))
        .allSatisfy(
            (place, media) -> {
              assertThat(examples(media)).as(place).isNotEmpty();
              assertThat(examples(media))
                  .allSatisfy(
                      example ->
                          assertThat(document.problems(media.path("schema"), example))
                              .as(place)
                              .isEmpty());
            });
  }

  @ParameterizedTest
  @MethodSource("names")
  void nameEveryPartOfAPath(String name) {
    assertThat(LiveDocument.of(name, http).operations())
        .allSatisfy(
            operation -> {
              Set<String> named = new HashSet<>();
              for (JsonNode parameter : operation.node().path("parameters")) {
                if (parameter.path("in").asString().equals("path")) {
                  named.add("{" + parameter.path("name").asString() + "}");
                }
              }
              assertThat(named)
                  .isEqualTo(
                      Arrays.stream(operation.path().split("/"))
                          .filter(part -> part.startsWith("{"))
                          .collect(Collectors.toSet()));
            });
  }

  /** Asked without a key and without a body: only the method matters. */
  @ParameterizedTest
  @MethodSource("names")
  void saveNoMethodThatIsTakenAndNameNoneThatIsNot(String name) {
    LiveDocument document = LiveDocument.of(name, http);
    Map<String, Set<String>> documented =
        document.operations().stream()
            .collect(
                Collectors.groupingBy(
                    Operation::path, Collectors.mapping(Operation::method, Collectors.toSet())));

    assertThat(documented)
        .allSatisfy(
            (path, own) -> {
              Set<String> methods = new HashSet<>(own);
              documented.forEach(
                  (other, theirs) -> methods.addAll(hides(other, path) ? theirs : own));
              for (String method : METHODS) {
                Reply answer = Reply.of(http.method(method, path.replaceAll("\\{[^}]*}", "x")));
                if (methods.contains(method)) {
                  assertThat(answer.status()).as(method + " " + path).isNotEqualTo(405);
                } else {
                  assertThat(answer.status()).as(method + " " + path).isEqualTo(405);
                  assertThat(document.problemsOfError(answer)).isEmpty();
                  assertThat(methods)
                      .containsAll(allowed(answer.headers().getOrDefault("Allow", "none")));
                }
              }
            });
  }

  /** A name where another path has a part of any name. */
  private static boolean hides(String other, String path) {
    return path.matches(other.replaceAll("\\{[^}]*}", "[^/{]+"));
  }

  private static Set<String> allowed(String header) {
    Set<String> methods = new HashSet<>(List.of(header.split(",\\s*")));
    methods.removeAll(Set.of("HEAD", "OPTIONS"));
    return methods;
  }

  private static Map<String, JsonNode> contents(LiveDocument document) {
    Map<String, JsonNode> contents = new LinkedHashMap<>();
    for (Documented answer : document.answers()) {
      add(answer.toString(), answer.node(), contents);
    }
    for (Operation operation : document.operations()) {
      add(operation + " body", operation.node().path("requestBody"), contents);
    }
    add("Error", document.json().at("/components/responses/Error"), contents);
    return contents;
  }

  private static void add(String place, JsonNode holder, Map<String, JsonNode> contents) {
    holder
        .path("content")
        .properties()
        .forEach(media -> contents.put(place + " " + media.getKey(), media.getValue()));
  }

  private static List<JsonNode> examples(JsonNode media) {
    List<JsonNode> examples = new ArrayList<>();
    if (media.has("example")) {
      examples.add(media.path("example"));
    }
    media.path("examples").properties().forEach(e -> examples.add(e.getValue().path("value")));
    return examples;
  }
}
