// SPDX-License-Identifier: Apache-2.0
package io.jobmill.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class VariablesTests {

  @Test
  void aNameIsLookedUpInAnyCase() {
    assertThat(one("Target Server", "ABLSV1").text("target server")).isEqualTo("ABLSV1");
  }

  @Test
  void namesAreToldAsTheTemplateSpellsThem() {
    Map<String, List<String>> values = new LinkedHashMap<>();
    values.put("Zone", List.of("eu"));
    values.put("Age", List.of("3"));

    assertThat(new Variables(values, Set.of()).names()).containsExactly("Zone", "Age");
  }

  @Test
  void severalValuesAreAListOrOneTextOfLines() {
    Variables variables = new Variables(Map.of("Packages", List.of("a", "b")), Set.of());

    assertThat(variables.list("packages")).containsExactly("a", "b");
    assertThat(variables.text("packages")).isEqualTo("a\nb");
  }

  @Test
  void anEmptyTextIsAText() {
    assertThat(one("Note", "").text("Note")).isEmpty();
    assertThat(one("Note", "").text("Note", "none")).isEmpty();
  }

  @Test
  void whatIsNotSetHasAnotherValueOrNone() {
    Variables none = new Variables(Map.of(), Set.of());

    assertThat(none.find("A")).isEmpty();
    assertThat(none.text("A", "x")).isEqualTo("x");
    assertThat(none.list("A")).isEmpty();
    assertThat(none.flag("A")).isFalse();
    assertThat(none.integer("A", 7)).isEqualTo(7);
    assertThat(none.number("A", 8)).isEqualTo(8);
    assertThat(none.duration("A", Duration.ofDays(1))).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void ofAllButATextAnEmptyOneIsNotSet() {
    assertThat(one("A", " ").integer("A", 7)).isEqualTo(7);
    assertThat(one("A", "").flag("A")).isFalse();
    assertThatThrownBy(() -> one("A", "").instant("A")).hasMessage("variable 'A' is not set");
  }

  @ParameterizedTest
  @CsvSource({"True,true", "true,true", "FALSE,false", " False ,false"})
  void aCheckboxIsTrueOrFalse(String text, boolean flag) {
    assertThat(one("A", text).flag("A")).isEqualTo(flag);
  }

  @Test
  void numbersAreRead() {
    assertThat(one("A", " -12 ").integer("A")).isEqualTo(-12);
    assertThat(one("A", "9999999999").number("A")).isEqualTo(9_999_999_999L);
  }

  @ParameterizedTest
  @CsvSource({"500ms,PT0.5S", "30s,PT30S", "5m,PT5M", "2h,PT2H", "1d,P1D", "PT1H30M,PT1H30M"})
  void aDurationIsReadAsTemplatesWriteIt(String text, Duration duration) {
    assertThat(one("A", text).duration("A")).isEqualTo(duration);
  }

  @Test
  void aTimeIsReadWithItsOffset() {
    assertThat(one("A", "2026-01-31T09:30:00+01:00").instant("A"))
        .isEqualTo(Instant.parse("2026-01-31T08:30:00Z"));
  }

  static Stream<Arguments> readings() {
    return Stream.of(
        reading("True or False", variables -> variables.flag("Secret")),
        reading(
            "a whole number from -2147483648 to 2147483647",
            variables -> variables.integer("Secret")),
        reading(
            "a whole number from -2147483648 to 2147483647",
            variables -> variables.integer("Secret", 1)),
        reading("a whole number", variables -> variables.number("Secret")),
        reading("a whole number", variables -> variables.number("Secret", 1)),
        reading("a duration, like 30s or 5m", variables -> variables.duration("Secret")),
        reading(
            "a duration, like 30s or 5m", variables -> variables.duration("Secret", Duration.ZERO)),
        reading(
            "a date and time with an offset, like 2026-01-31T08:30:00Z",
            variables -> variables.instant("Secret")));
  }

  @ParameterizedTest
  @MethodSource("readings")
  void aValueOfAnotherKindNamesTheVariableAndNeverTheValue(
      String wanted, Function<Variables, Object> reading) {
    assertThatThrownBy(() -> reading.apply(one("Secret", "hunter2")))
        .isInstanceOf(JobFailedException.class)
        .hasMessage("variable 'Secret' is not " + wanted)
        .hasNoCause();
  }

  @Test
  void aVariableThatIsNotSetIsNamed() {
    Variables none = new Variables(Map.of(), Set.of());

    Stream.<Function<Variables, Object>>of(
            each -> each.text("Region"),
            each -> each.integer("Region"),
            each -> each.number("Region"),
            each -> each.duration("Region"),
            each -> each.instant("Region"))
        .forEach(
            reading ->
                assertThatThrownBy(() -> reading.apply(none))
                    .isInstanceOf(JobFailedException.class)
                    .hasMessage("variable 'Region' is not set"));
  }

  @Test
  void secretsAreTheTextsOfWhatIsObscured() {
    Variables variables =
        new Variables(
            Map.of("User", List.of("admin"), "Keys", List.of("one", "two")), Set.of("Keys"));

    assertThat(variables.secrets()).containsExactly("one", "two");
  }

  @Test
  void printsNamesOnly() {
    assertThat(one("Secret", "hunter2")).hasToString("Variables[Secret]");
  }

  private static Arguments reading(String wanted, Function<Variables, Object> reading) {
    return Arguments.of(wanted, reading);
  }

  private static Variables one(String name, String text) {
    return new Variables(Map.of(name, List.of(text)), Set.of());
  }
}
