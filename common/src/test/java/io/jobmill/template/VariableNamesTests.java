// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariableNamesTests {

  @ParameterizedTest
  @ValueSource(strings = {"a", "TargetServer", "Target Server", "a-b_c 9", "Path", "git_branch"})
  void aTemplateMayDeclareAnyWellFormedName(String name) {
    assertThat(VariableNames.problemOfDeclared(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " a", "a ", "a-", "a_", "1a", "_a", "a.b", "a=b", "ä", "a\nb", "a$b"})
  void aNameOfAnotherFormIsRefused(String name) {
    assertThat(VariableNames.problemOfDeclared(name))
        .hasValueSatisfying(
            problem ->
                assertThat(problem).contains("letters, digits, dashes").doesNotContain("\n"));
    assertThat(VariableNames.problemOfExtra(name)).isPresent();
  }

  @Test
  void aNameHasAtMost50Characters() {
    assertThat(VariableNames.problemOfDeclared("x".repeat(50))).isEmpty();
    assertThat(VariableNames.problemOfDeclared("x".repeat(51))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"JOBMILL_JOB_ID", "jobmill_x", "Jobmill Attempt", "JOBMILL-WORKER"})
  void jobmillsOwnNamesAreRefusedAlsoWhenDeclared(String name) {
    assertThat(VariableNames.problemOfDeclared(name))
        .hasValueSatisfying(problem -> assertThat(problem).contains("is reserved"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PATH",
        "path",
        "IFS",
        "ENV",
        "BASH_ENV",
        "bash-env",
        "SHELLOPTS",
        "PS4",
        "LD_PRELOAD",
        "LD PRELOAD",
        "ld-library-path",
        "DYLD_INSERT_LIBRARIES",
        "PYTHONPATH",
        "PERL5OPT",
        "RUBYOPT",
        "NODE_OPTIONS",
        "JAVA_TOOL_OPTIONS",
        "GIT_SSH_COMMAND",
      })
  void whatSteersTheInterpreterMayOnlyBeGivenWhereItIsDeclared(String name) {
    assertThat(VariableNames.problemOfDeclared(name)).isEmpty();
    assertThat(VariableNames.problemOfExtra(name))
        .contains("variable name '" + name + "' may be given only if the template declares it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Pathology", "IFSX", "Environment", "Digit", "Python", "Git"})
  void namesThatOnlyLookAlikeAreNotAllRefused(String name) {
    boolean begins = name.startsWith("Python");

    assertThat(VariableNames.problemOfExtra(name).isPresent()).isEqualTo(begins);
  }

  @ParameterizedTest
  @CsvSource({"Target Server,Target_Server", "a-b_c 9,a_b_c_9", "Plain,Plain"})
  void whatAnEnvironmentNameMayNotHoldBecomesAnUnderscore(String name, String environment) {
    assertThat(VariableNames.environmentName(name)).isEqualTo(environment);
  }
}
