// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/** Holds the published schema and the reader of templates together. */
class TemplateSchemaTests {

  private static final Path ROOT = Path.of("..");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Schema schema = schema();

  static Stream<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("templates"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void agreeOnEverySample(Path sample) throws IOException {
    String text = Files.readString(sample);

    assertThat(TemplateFile.parse("f", text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(TemplateFile.Good.class);
    assertThat(problems(text)).isEmpty();
    assertThat(text)
        .startsWith("# yaml-language-server: $schema=../docs/reference/template.schema.json\n");
  }

  @Test
  void thereAreSamples() throws IOException {
    assertThat(samples()).hasSizeGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "timeout: PT5M",
        "timeout: 500ms",
        "target: group:web.dev",
        "target: host.example#2",
        "variables: [{name: A b-c_d, type: list, values: [1, true, x]}]",
        "variables: [{name: A, type: list, values: [a], restrict: true, multiple: true, initial:"
            + " [a]}]",
        "variables: [{name: A, type: checkbox, initial: TRUE}]",
        "variables: [{name: A, type: integer, initial: 7}]",
        "variables: [{name: A, obscure: false, initial: x}]",
        "variables: []",
        "description: 12",
        "priority: low",
        "queueTimeout: 1h",
        "totalTimeout: P2D",
        "retry: {}",
        "concurrency: {max: 1}",
        "concurrency: {max: '10000', policy: replace}",
        "concurrency: {max: 3, key: [a], policy: refuse}\nvariables: [{name: A}]",
        "rate: {max: 10, per: 1m}",
        "rate: {max: '1000', per: P1D}",
        "retry: {attempts: 5, delay: 500ms, factor: 1.5, maxDelay: 10m, jitter: 0.25}",
        "retry: {attempts: '5', factor: '2', jitter: '0.5', except: [timeout, IOException]}",
      })
  void takeTheSameGoodSettings(String setting) {
    String text =
        "name: t\noperation: {type: my-handler, data: {any: [1, {thing: true}]}}\n"
            + setting
            + "\n";

    assertThat(TemplateFile.parse("f", text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(TemplateFile.Good.class);
    assertThat(problems(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{type: shell, data: {script: x, interpreter: [python3, -u], warningExitCodes: [3, 255],"
            + " stdoutLevel: debug}}",
        "{type: http, data: {url: 'https://example.org/${Path}?q=${Q}', method: post, headers:"
            + " {X-A: 1}, body: '${B}', expect: [200, 300-399], timeout: 5s}}",
        "{type: http, data: {url: '${Where}', variableHost: true}}",
        "{type: anything}",
      })
  void takeTheSameGoodOperations(String operation) {
    String text = "name: t\noperation: " + operation + "\n";

    assertThat(TemplateFile.parse("f", text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(TemplateFile.Good.class);
    assertThat(problems(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: a/b",
        "name: 'a '",
        "pool: A",
        "priority: urgent",
        "pool: ''",
        "target: a b",
        "timeout: soon",
        "timeout: -5s",
        "api: maybe",
        "queueTimeout: never",
        "totalTimeout: 10",
        "retry: 3",
        "retry: {attempts: 0}",
        "retry: {attempts: 101}",
        "retry: {attempts: 1.5}",
        "retry: {delay: 0.5}",
        "retry: {factor: 0}",
        "retry: {jitter: 2}",
        "retry: {tries: 2}",
        "retry: {except: timeout}",
        "retry: {except: [7]}",
        "concurrency: 1",
        "concurrency: {policy: queue}",
        "concurrency: {max: 0}",
        "concurrency: {max: 10001}",
        "concurrency: {max: 1, policy: drop}",
        "concurrency: {max: 1, key: A}",
        "concurrency: {max: 1, keys: [A]}",
        "rate: {max: 1}",
        "rate: {per: 1m}",
        "rate: {max: 1001, per: 1m}",
        "rate: {max: 1, per: 0.5}",
        "nosuch: 1",
        "variables: {name: A}",
        "variables: [{type: text}]",
        "variables: [{name: 1A}]",
        "variables: [{name: A-}]",
        "variables: [{name: JOBMILL_X}]",
        "variables: [{name: A, type: colour}]",
        "variables: [{name: A, values: [a]}]",
        "variables: [{name: A, multiple: true}]",
        "variables: [{name: A, type: list, restrict: true}]",
        "variables: [{name: A, nosuch: 1}]",
        "variables: [{name: A, type: checkbox, initial: maybe}]",
        "variables: [{name: A, type: integer, initial: x}]",
        "variables: [{name: A, obscure: true, initial: hunter2}]",
        "variables: [{name: A, obscure: true, initial: ''}]",
        "operation: shell",
        "operation: {data: {}}",
        "operation: {type: shell}",
        "operation: {type: shell, data: {}}",
        "operation: {type: shell, data: {script: x, nosuch: 1}}",
        "operation: {type: shell, data: {script: x, warningExitCodes: [0]}}",
        "operation: {type: shell, data: {script: x, warningExitCodes: [256]}}",
        "operation: {type: shell, data: {script: x, stdoutLevel: LOUD}}",
        "operation: {type: shell, data: {script: x, interpreter: []}}",
        "operation: {type: http, data: {}}",
        "operation: {type: http, data: {url: example.org}}",
        "operation: {type: http, data: {url: 'http://${Host}/'}}",
        "operation: {type: http, data: {url: 'http://a/', method: BREW}}",
        "operation: {type: http, data: {url: 'http://a/', expect: [99]}}",
        "operation: {type: http, data: {url: 'http://a/', headers: {'a b': x}}}",
        "operation: {type: shell, data: {script: x}, nosuch: 1}",
      })
  void refuseTheSameBadSettings(String setting) {
    String text =
        Stream.of(
                setting,
                setting.startsWith("name") ? "" : "name: t",
                setting.startsWith("operation") ? "" : "operation: {type: x, data: {}}")
            .reduce("", (a, b) -> a + b + "\n");

    assertThat(TemplateFile.parse("f", text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(TemplateFile.Bad.class);
    assertThat(problems(text)).isNotEmpty();
  }

  private List<String> problems(String yaml) {
    Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(new StringReader(yaml));
    return schema.validate(JSON.writeValueAsString(tree), InputFormat.JSON).stream()
        .map(Object::toString)
        .toList();
  }

  private static Schema schema() {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Files.readString(ROOT.resolve("docs/reference/template.schema.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
