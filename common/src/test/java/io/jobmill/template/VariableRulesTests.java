// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.job.Operation;
import io.jobmill.job.Pool;
import io.jobmill.job.Target;
import io.jobmill.job.Value;
import io.jobmill.template.VariableRules.Checked;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariableRulesTests {

  private static final Variable SERVER = declared("TargetServer", VariableType.TEXT, true);
  private static final Variable NOTE = declared("Note", VariableType.TEXT, false);
  private static final Variable VERBOSE = declared("Verbose", VariableType.CHECKBOX, false);
  private static final Variable COUNT = declared("Count", VariableType.INTEGER, false);
  private static final Variable WHEN = declared("When", VariableType.DATETIME, false);
  private static final Variable REGION = list("Region", true, true);
  private static final Variable SIZE = list("Size", true, false);
  private static final Variable COLOUR = list("Colour", false, false);

  @Test
  void aRequiredVariableThatIsNotGivenIsRefused() {
    assertThat(refusal(closed(SERVER), Map.of()))
        .containsExactly("variable 'TargetServer' is required");
  }

  @Test
  void anEmptyTextCountsAsNotGivenWhereAValueIsRequired() {
    assertThat(refusal(closed(SERVER), Map.of("TargetServer", Value.of(""))))
        .containsExactly("variable 'TargetServer' is required");
  }

  @Test
  void theInitialValueOfARequiredVariableDoesNotStandInForIt() {
    Variable required = withInitial(SERVER, Value.of("ABLSV1"));

    assertThat(refusal(closed(required), Map.of()))
        .containsExactly("variable 'TargetServer' is required");
  }

  @Test
  void theInitialValueStandsInForAnOptionalVariableThatIsAbsent() {
    Variable optional = withInitial(NOTE, Value.of("none"));

    assertThat(accepted(closed(optional), Map.of())).containsEntry("Note", Value.of("none"));
    assertThat(accepted(closed(optional), Map.of("Note", Value.of(""))))
        .containsEntry("Note", Value.of(""));
  }

  @Test
  void anOptionalVariableThatIsAbsentStaysUnset() {
    assertThat(accepted(closed(NOTE, VERBOSE, COUNT, WHEN, REGION), Map.of())).isEmpty();
  }

  @Test
  void namesAreReadInAnyCaseAndArriveInTheDeclaredSpelling() {
    assertThat(accepted(closed(SERVER), Map.of("targetSERVER", Value.of("a"))))
        .containsOnlyKeys("TargetServer");
  }

  @Test
  void aNameSpelledTwiceIsOneVariableGivenTwice() {
    Map<String, Value> given = new LinkedHashMap<>();
    given.put("Note", Value.of("a"));
    given.put("NOTE", Value.of("b"));

    assertThat(refusal(closed(NOTE), given))
        .containsExactly("variable 'Note' is given more than once");
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    Map<String, Value> given = new LinkedHashMap<>();
    given.put("Verbose", Value.of("maybe"));
    given.put("Other", Value.of("x"));

    assertThat(refusal(closed(SERVER, VERBOSE), given))
        .containsExactly(
            "variable 'Verbose' must be True or False",
            "template 'ablast' has no variable 'Other'; it has [TargetServer, Verbose]",
            "variable 'TargetServer' is required");
  }

  @ParameterizedTest
  @CsvSource({"true,True", "TRUE,True", "True,True", "false,False", "fAlSe,False"})
  void aCheckboxArrivesAsTrueOrFalse(String given, String arrives) {
    assertThat(accepted(closed(VERBOSE), Map.of("Verbose", Value.of(given))))
        .containsEntry("Verbose", Value.of(arrives));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "1", "on", " true"})
  void otherWordsAreNoCheckbox(String given) {
    assertThat(refusal(closed(VERBOSE), Map.of("Verbose", Value.of(given))))
        .containsExactly("variable 'Verbose' must be True or False");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Verbose", "Count", "When", "Region", "Size", "Colour"})
  void anEmptyTextMeansNotGivenForEverythingButTexts(String name) {
    Template template = closed(VERBOSE, COUNT, WHEN, REGION, SIZE, COLOUR);

    assertThat(accepted(template, Map.of(name, Value.of("")))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"7,7", "-7,-7", "+7,7", "007,7", "9223372036854775807,9223372036854775807"})
  void anIntegerArrivesInItsShortestForm(String given, String arrives) {
    assertThat(accepted(closed(COUNT), Map.of("Count", Value.of(given))))
        .containsEntry("Count", Value.of(arrives));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7.0", "1e3", "0x10", "9223372036854775808", "seven", "1 000"})
  void whatIsNoWholeNumberOf64BitsIsRefused(String given) {
    assertThat(refusal(closed(COUNT), Map.of("Count", Value.of(given))))
        .containsExactly("variable 'Count' must be a whole number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-01-31T08:30:00Z", "2026-01-31T08:30+01:00"})
  void aDateAndTimeHasAnOffset(String given) {
    assertThat(accepted(closed(WHEN), Map.of("When", Value.of(given))))
        .containsEntry("When", Value.of(given));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-01-31", "2026-01-31T08:30:00", "tomorrow", "2026-02-30T00:00:00Z"})
  void otherDatesAreRefused(String given) {
    assertThat(refusal(closed(WHEN), Map.of("When", Value.of(given))))
        .containsExactly(
            "variable 'When' must be a date and time with an offset, like 2026-01-31T08:30:00Z");
  }

  @Test
  void aRestrictedListTakesOnlyWhatItOffers() {
    assertThat(accepted(closed(SIZE), Map.of("Size", Value.of("us"))))
        .containsEntry("Size", Value.of("us"));
    assertThat(refusal(closed(SIZE), Map.of("Size", Value.of("US"))))
        .containsExactly("variable 'Size' must be one of [eu, us]");
    assertThat(refusal(closed(REGION), Map.of("Region", Value.ofList(List.of("eu", "asia")))))
        .containsExactly("variable 'Region' must be one of [eu, us]");
  }

  @Test
  void anOpenListTakesAnything() {
    assertThat(accepted(closed(COLOUR), Map.of("Colour", Value.of("mauve"))))
        .containsEntry("Colour", Value.of("mauve"));
  }

  @Test
  void aListOfSeveralArrivesAsAListAlsoWhenOneIsGiven() {
    assertThat(accepted(closed(REGION), Map.of("Region", Value.of("eu"))))
        .containsEntry("Region", Value.ofList(List.of("eu")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Note", "Verbose", "Count", "When", "Size", "Colour"})
  void onlyAListOfSeveralTakesSeveral(String name) {
    Template template = closed(NOTE, VERBOSE, COUNT, WHEN, SIZE, COLOUR);

    for (List<String> items : List.of(List.of("eu"), List.of("eu", "us"), List.of("", ""))) {
      assertThat(refusal(template, Map.of(name, Value.ofList(items))))
          .containsExactly("variable '" + name + "' takes one value, not a list");
    }
  }

  @Test
  void aValueMayHave100KibOfUtf8AndNotAByteMore() {
    Value most = Value.of("é".repeat(50 * 1024));
    Value more = Value.of("é".repeat(50 * 1024) + "x");

    assertThat(accepted(closed(NOTE), Map.of("Note", most))).containsEntry("Note", most);
    assertThat(refusal(closed(NOTE), Map.of("Note", more)))
        .containsExactly("variable 'Note' must be at most 100 KiB");
    assertThat(refusal(open(), Map.of("Extra", more)))
        .containsExactly("variable 'Extra' must be at most 100 KiB");
  }

  @Test
  void theItemsOfAListCountTogether() {
    Value many = Value.ofList(List.of("x".repeat(60 * 1024), "y".repeat(60 * 1024)));

    assertThat(refusal(closed(list("Hosts", false, true)), Map.of("Hosts", many)))
        .containsExactly("variable 'Hosts' must be at most 100 KiB");
  }

  @Test
  void noValueHoldsANulCharacter() {
    Value nul = Value.of("a\0b");

    assertThat(refusal(closed(NOTE), Map.of("Note", nul)))
        .containsExactly("variable 'Note' must not hold a NUL character");
    assertThat(refusal(open(), Map.of("Extra", nul)))
        .containsExactly("variable 'Extra' must not hold a NUL character");
  }

  @Test
  void newVariablesAreTakenOnlyWhereTheTemplateAllowsThem() {
    assertThat(accepted(open(NOTE), Map.of("Extra Name_1", Value.of("x"))))
        .containsEntry("Extra Name_1", Value.of("x"));
    assertThat(refusal(closed(NOTE), Map.of("Extra", Value.of("x"))))
        .containsExactly("template 'ablast' has no variable 'Extra'; it has [Note]");
  }

  @Test
  void aNewVariableTakesOneValue() {
    assertThat(refusal(open(), Map.of("Extra", Value.ofList(List.of("a")))))
        .containsExactly("variable 'Extra' takes one value, not a list");
  }

  @ParameterizedTest
  @CsvSource({"Target_Server", "target-server", "TARGET SERVER"})
  void aNewVariableMustNotBecomeTheEnvironmentVariableOfADeclaredOne(String name) {
    Template template = open(declared("Target Server", VariableType.TEXT, false));

    Checked checked = VariableRules.check(template, Map.of(name, Value.of("x")));

    if (name.equals("TARGET SERVER")) {
      assertThat(checked).isInstanceOf(Checked.Accepted.class);
    } else {
      assertThat(checked).isInstanceOf(Checked.Refused.class);
    }
  }

  @Test
  void aReasonIsOneLineWhateverTheNameIs() {
    for (String reason :
        refusal(closed(NOTE), Map.of("a\nb" + "x".repeat(100_000), Value.of("x")))) {
      assertThat(reason).hasSizeLessThan(200).doesNotContain("\n");
    }
  }

  @Test
  void noReasonShowsAValue() {
    Template template = closed(VERBOSE, COUNT, WHEN, SIZE, REGION);
    Map<String, Value> given = new LinkedHashMap<>();
    for (Variable variable : template.variables()) {
      given.put(variable.name(), Value.of("hunter2"));
    }

    assertThat(refusal(template, given)).hasSize(5).noneMatch(r -> r.contains("hunter2"));
  }

  private static Map<String, Value> accepted(Template template, Map<String, Value> given) {
    Checked checked = VariableRules.check(template, given);
    assertThat(checked).isInstanceOf(Checked.Accepted.class);
    return ((Checked.Accepted) checked).variables();
  }

  private static List<String> refusal(Template template, Map<String, Value> given) {
    Checked checked = VariableRules.check(template, given);
    assertThat(checked).isInstanceOf(Checked.Refused.class);
    return ((Checked.Refused) checked).reasons();
  }

  private static Template closed(Variable... variables) {
    return template(false, variables);
  }

  private static Template open(Variable... variables) {
    return template(true, variables);
  }

  private static Template template(boolean allowNewVariables, Variable... variables) {
    return new Template(
        "ablast",
        "",
        Pool.DEFAULT,
        Target.ANY,
        Template.DEFAULT_TIMEOUT,
        true,
        null,
        allowNewVariables,
        false,
        List.of(variables),
        new Operation("echo", Map.of()));
  }

  private static Variable declared(String name, VariableType type, boolean required) {
    return new Variable(name, type, required, null, List.of(), false, false, false);
  }

  private static Variable list(String name, boolean restrict, boolean multiple) {
    return new Variable(
        name, VariableType.LIST, false, null, List.of("eu", "us"), restrict, multiple, false);
  }

  private static Variable withInitial(Variable variable, Value initial) {
    return new Variable(
        variable.name(),
        variable.type(),
        variable.required(),
        initial,
        variable.values(),
        variable.restrict(),
        variable.multiple(),
        variable.obscure());
  }
}
