// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.job.JobTimes;
import io.jobmill.job.Pool;
import io.jobmill.job.Target;
import io.jobmill.job.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateReaderTests {

  private static final Map<String, Object> ECHO = Map.of("type", "echo");

  @Test
  void aTemplateNeedsANameAndAnOperation() {
    Template template = valid(Map.of("name", "hdars", "operation", ECHO));

    assertThat(template.name()).isEqualTo("hdars");
    assertThat(template.operation().type()).isEqualTo("echo");
    assertThat(template.operation().data()).isEmpty();
  }

  @Test
  void whatIsNotSaidHasItsDefault() {
    Template template = valid(Map.of("name", "hdars", "operation", ECHO));

    assertThat(template.description()).isEmpty();
    assertThat(template.pool()).isEqualTo(Pool.DEFAULT);
    assertThat(template.target()).isEqualTo(Target.ANY);
    assertThat(template.timeout()).isEqualTo(Duration.ofHours(1));
    assertThat(template.api()).isTrue();
    assertThat(template.key()).isNull();
    assertThat(template.allowNewVariables()).isFalse();
    assertThat(template.allowTarget()).isFalse();
    assertThat(template.variables()).isEmpty();
    assertThat(template.times()).isEqualTo(new JobTimes(Duration.ofDays(14), null));
  }

  @Test
  void theTimesOfAJobAreDurations() {
    assertThat(
            valid(
                    Map.of(
                        "name",
                        "x",
                        "operation",
                        ECHO,
                        "queueTimeout",
                        "1h",
                        "totalTimeout",
                        "P2D"))
                .times())
        .isEqualTo(new JobTimes(Duration.ofHours(1), Duration.ofDays(2)));
    Parsed<Template> wrong =
        TemplateReader.read(
            Map.of("name", "x", "operation", ECHO, "queueTimeout", "0s", "totalTimeout", "ever"));
    assertThat(((Parsed.Invalid<Template>) wrong).problems())
        .extracting(Problem::path)
        .containsExactly("queueTimeout", "totalTimeout");
  }

  @Test
  void everyFieldIsRead() {
    Template template =
        valid(
            tree(
                "name", "ablast",
                "description", "Patches a server",
                "pool", "gpu-2",
                "target", "group:web",
                "timeout", "5m",
                "api", false,
                "key", "deploys",
                "allowNewVariables", true,
                "allowTarget", true,
                "variables", List.of(Map.of("name", "TargetServer", "required", true)),
                "operation", Map.of("type", "echo", "data", Map.of("depth", 3))));

    assertThat(template.description()).isEqualTo("Patches a server");
    assertThat(template.pool()).isEqualTo(new Pool("gpu-2"));
    assertThat(template.target()).isEqualTo(new Target("group:web"));
    assertThat(template.timeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(template.api()).isFalse();
    assertThat(template.key()).isEqualTo("deploys");
    assertThat(template.allowNewVariables()).isTrue();
    assertThat(template.allowTarget()).isTrue();
    assertThat(template.variable("TARGETserver")).hasValueSatisfying(v -> v.required());
    assertThat(template.operation().data()).isEqualTo(Map.of("depth", 3));
  }

  @Test
  void aNullFieldIsAnAbsentOne() {
    Map<String, @Nullable Object> tree = new HashMap<>(Map.of("name", "x", "operation", ECHO));
    for (String field :
        List.of("description", "pool", "target", "timeout", "api", "key", "variables")) {
      tree.put(field, null);
    }

    assertThat(valid(tree)).isEqualTo(valid(Map.of("name", "x", "operation", ECHO)));
  }

  @ParameterizedTest
  @CsvSource({"500ms,PT0.5S", "30s,PT30S", "5m,PT5M", "2h,PT2H", "366d,PT8784H", "PT1M30S,PT90S"})
  void aTimeoutIsWrittenShortOrInIso8601(String text, Duration expected) {
    assertThat(valid(Map.of("name", "x", "operation", ECHO, "timeout", text)).timeout())
        .isEqualTo(expected);
  }

  static Stream<Arguments> problems() {
    return Stream.of(
        problem("", "name", "must be given", without("name")),
        problem("", "name", "must be given", with("name", "  ")),
        problem("", "name", "must be at most 100 letters", with("name", "-x")),
        problem("", "name", "must be at most 100 letters", with("name", "x ")),
        problem("", "name", "must be at most 100 letters", with("name", "a/b")),
        problem("", "name", "must be at most 100 letters", with("name", "x".repeat(101))),
        problem("", "name", "must be a text, not a list", with("name", List.of("x"))),
        problem("", "description", "must be a text, not an object", with("description", Map.of())),
        problem("", "pool", "pool must be 1 to 60", with("pool", "GPU")),
        problem("", "target", "target must be _any", with("target", "_some")),
        problem("", "timeout", "must be a duration like 30s", with("timeout", "soon")),
        problem("", "timeout", "not '0s'", with("timeout", "0s")),
        problem("", "timeout", "not '-5m'", with("timeout", "-5m")),
        problem("", "timeout", "not 'PT-5M'", with("timeout", "PT-5M")),
        problem("", "timeout", "not 'PT0.0001S'", with("timeout", "PT0.0001S")),
        problem("", "timeout", "from 1ms to 366d", with("timeout", "367d")),
        problem("", "timeout", "from 1ms to 366d", with("timeout", "P99999999999999D")),
        problem("", "timeout", "must be a duration like 30s", with("timeout", 30)),
        problem("", "api", "must be true or false, not 'yes'", with("api", "yes")),
        problem("", "allowNewVariables", "must be true or false", with("allowNewVariables", 1)),
        problem("", "allowTarget", "must be true or false", with("allowTarget", "")),
        problem("", "variables", "must be a list, not an object", with("variables", Map.of())),
        problem("", "operation", "must be given, with a type", without("operation")),
        problem("", "operation", "must be an object, not 'shell'", with("operation", "shell")),
        problem("operation.", "type", "must be given", with("operation", Map.of())),
        problem("operation.", "data", "must be an object", operation("echo", "x")),
        problem("operation.", "date", "is not a field here", operationField("date")),
        problem("", "colour", "is not a field here; fields are [allow", with("colour", "red")),
        problem("variables[0]", "", "must be an object, not 'x'", with("variables", List.of("x"))),
        problem("variables[0].", "name", "must be given", variable(Map.of())),
        problem("variables[0].", "name", "begin with a letter", variable(named("1x"))),
        problem("variables[0].", "name", "is reserved", variable(named("JOBMILL_X"))),
        problem("variables[0].", "type", "must be one of [text,", variable("type", "date")),
        problem("variables[0].", "size", "is not a field here", variable("size", 3)),
        problem("variables[0].", "required", "must be true or false", variable("required", "1")),
        problem("variables[0].", "restrict", "is only for variables", variable("restrict", true)),
        problem("variables[0].", "values", "is only for variables", variable("values", List.of())),
        problem("variables[0].", "initial", "must be a text", variable("initial", List.of("x"))),
        problem("variables[0].", "values", "must be given where", list("restrict", true)),
        problem("variables[0].", "initial", "must not be given where obscure", openSecret()),
        problem("variables[0].", "values[1]", "must be a text", list("values", twoValues())),
        problem("variables[0].", "initial", "must be one of [eu, us]", restricted("asia")),
        problem("variables[0].", "initial", "must be True or False", initialOf("checkbox", "x")),
        problem("variables[0].", "initial", "must be a whole number", initialOf("integer", "x")),
        problem("variables[0].", "initial", "must be a date", initialOf("datetime", "x")),
        problem("variables[1].", "name", "is declared twice", variables("Name", "NAME")),
        problem("variables[1].", "name", "same environment variable", variables("a-b", "A B")),
        problem("", "variables", "must be at most 500", with("variables", manyVariables())),
        problem("operation.data.", "script", "must be given", operation("shell", Map.of())),
        problem("operation.data.", "url", "must be given", operation("http", Map.of())));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void whatIsWrongIsNamedWithItsPlace(String path, String message, Map<?, ?> tree) {
    assertThat(problemsOf(tree))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo(path);
              assertThat(problem.message()).contains(message);
              assertThat(problem.toString()).isEqualTo(path + ": " + problem.message());
            });
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    List<Problem> problems =
        problemsOf(
            Map.of(
                "pool", "GPU",
                "variables", List.of(Map.of("type", "date"), named("ok"), named("-")),
                "operation", Map.of("type", "http", "data", Map.of("method", "FETCH"))));

    assertThat(problems)
        .extracting(Problem::path)
        .containsExactly(
            "name",
            "pool",
            "variables[0].name",
            "variables[0].type",
            "variables[2].name",
            "operation.data.method",
            "operation.data.url");
  }

  @Test
  void aProblemIsOneBoundedLineWhateverWasWritten() {
    String wild = "a\nb" + "x".repeat(100_000);

    List<Problem> problems = new ArrayList<>();
    problems.addAll(problemsOf(with(wild, "x")));
    problems.addAll(problemsOf(with("pool", wild)));
    problems.addAll(problemsOf(with("timeout", wild)));
    problems.addAll(problemsOf(with("api", wild)));
    problems.addAll(problemsOf(variable("type", wild)));
    problems.addAll(problemsOf(operation("shell", Map.of("script", "x", "stdoutLevel", wild))));

    assertThat(problems)
        .hasSize(6)
        .allSatisfy(p -> assertThat(p.toString()).hasSizeLessThan(2_100).doesNotContain("\n"));
  }

  @Test
  void numbersAndTruthValuesAreTakenAsTheTextTheyWere() {
    Template template =
        valid(
            with(
                "variables",
                List.of(
                    Map.of("name", "Verbose", "type", "checkbox", "initial", false),
                    Map.of("name", "Count", "type", "integer", "initial", 3),
                    Map.of("name", "Size", "type", "list", "values", List.of(1, true, "x")))));

    assertThat(template.variable("verbose").orElseThrow().initial()).isEqualTo(Value.of("False"));
    assertThat(template.variable("count").orElseThrow().initial()).isEqualTo(Value.of("3"));
    assertThat(template.variable("size").orElseThrow().values()).containsExactly("1", "true", "x");
  }

  @Test
  void theInitialValueOfAListOfSeveralIsAList() {
    Map<String, Object> several =
        Map.of("name", "R", "type", "list", "multiple", true, "initial", List.of("eu", "us"));

    assertThat(valid(variable(several)).variables().get(0).initial())
        .isEqualTo(Value.ofList(List.of("eu", "us")));
  }

  @Test
  void aBlankKeyTiesTheTemplateToNobody() {
    assertThat(valid(with("key", " ")).key()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ablast", "ABLAST", "aBlast"})
  void templatesAreLookedUpInAnyCase(String name) {
    assertThat(Template.lookupKey(name)).isEqualTo("ablast");
  }

  private static Arguments problem(String path, String field, String message, Map<?, ?> tree) {
    return Arguments.of(path + field, message, tree);
  }

  private static Map<String, @Nullable Object> good() {
    return tree("name", "x", "operation", ECHO);
  }

  private static Map<String, @Nullable Object> with(String field, Object value) {
    Map<String, @Nullable Object> tree = good();
    tree.put(field, value);
    return tree;
  }

  private static Map<String, @Nullable Object> without(String field) {
    Map<String, @Nullable Object> tree = good();
    tree.remove(field);
    return tree;
  }

  private static Map<String, @Nullable Object> operation(String type, Object data) {
    return with("operation", Map.of("type", type, "data", data));
  }

  private static Map<String, @Nullable Object> operationField(String field) {
    return with("operation", Map.of("type", "echo", field, "x"));
  }

  private static Map<String, @Nullable Object> variable(Map<String, ?> variable) {
    return with("variables", List.of(variable));
  }

  private static Map<String, @Nullable Object> variable(String field, Object value) {
    return variable(tree("name", "V", field, value));
  }

  private static Map<String, @Nullable Object> list(String field, Object value) {
    return variable(tree("name", "V", "type", "list", field, value));
  }

  private static List<Object> twoValues() {
    return List.of("eu", Map.of());
  }

  private static Map<String, @Nullable Object> restricted(String initial) {
    return variable(
        tree(
            "name",
            "V",
            "type",
            "list",
            "values",
            List.of("eu", "us"),
            "restrict",
            true,
            "initial",
            initial));
  }

  private static Map<String, @Nullable Object> initialOf(String type, String initial) {
    return variable(tree("name", "V", "type", type, "initial", initial));
  }

  private static Map<String, @Nullable Object> openSecret() {
    return variable(tree("name", "V", "obscure", true, "initial", "hunter2"));
  }

  private static Map<String, @Nullable Object> variables(String... names) {
    return with("variables", Arrays.stream(names).map(TemplateReaderTests::named).toList());
  }

  private static List<?> manyVariables() {
    return IntStream.rangeClosed(0, 500).mapToObj(i -> named("v" + i)).toList();
  }

  private static Map<String, String> named(String name) {
    return Collections.singletonMap("name", name);
  }

  private static Map<String, @Nullable Object> tree(Object... fieldsAndValues) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    for (int i = 0; i < fieldsAndValues.length; i += 2) {
      tree.put((String) fieldsAndValues[i], fieldsAndValues[i + 1]);
    }
    return tree;
  }

  private static Template valid(Map<?, ?> tree) {
    Parsed<Template> parsed = TemplateReader.read(tree);
    assertThat(parsed).isInstanceOf(Parsed.Valid.class);
    return ((Parsed.Valid<Template>) parsed).value();
  }

  private static List<Problem> problemsOf(Map<?, ?> tree) {
    Parsed<Template> parsed = TemplateReader.read(tree);
    assertThat(parsed).isInstanceOf(Parsed.Invalid.class);
    return ((Parsed.Invalid<Template>) parsed).problems();
  }
}
