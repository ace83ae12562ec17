// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.job.Value;
import io.jobmill.template.Template;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateFileTests {

  private static final String OPERATION =
      """
      operation:
        type: shell
        data: {script: echo hi}
      """;

  @Test
  void readsSeveralTemplatesFromOneFile() {
    var good = good("name: a\n" + OPERATION + "---\nname: b\n" + OPERATION + "---\n");

    assertThat(good.templates()).extracting(Template::name).containsExactly("a", "b");
    assertThat(good.lines()).containsEntry("a", 1).containsEntry("b", 6);
  }

  @Test
  void takesAFileOfCommentsForNoTemplates() {
    assertThat(good("# nothing yet\n").templates()).isEmpty();
    assertThat(good("").templates()).isEmpty();
  }

  @Test
  void readsPlainScalarsAsJsonAndEditorsDo() {
    var template =
        good("""
                name: t
                variables:
                  - {name: A, initial: 0755}
                  - {name: B, initial: yes}
                  - {name: C, initial: 12:30}
                  - {name: D, initial: 2026-01-31}
                  - {name: E, initial: 1.10}
                  - {name: F, type: checkbox, initial: True}
                  - {name: G, type: list, values: [no, on, 1e3]}
                """
                + OPERATION)
            .templates()
            .get(0);

    assertThat(template.variables())
        .filteredOn(variable -> variable.initial() != null)
        .extracting(variable -> variable.initial())
        .containsExactly(
            Value.of("0755"),
            Value.of("yes"),
            Value.of("12:30"),
            Value.of("2026-01-31"),
            Value.of("1.10"),
            Value.of("True"));
    assertThat(template.variables().get(6).values()).startsWith("no", "on");
  }

  @Test
  void saysFileLineAndReasonOfEveryProblem() {
    var problems =
        bad(
            """
            name: t
            timeout: soon
            variables:
              - name: A
                type: colour
              - name: "?"
            colour: red
            """);

    assertThat(problems).extracting(FileProblem::line).containsExactlyInAnyOrder(2, 5, 6, 7, 1);
    assertThat(problems).allSatisfy(p -> assertThat(p.toString()).matches("f\\.yaml:\\d+: .+"));
  }

  @Test
  void refusesAFieldThatIsGivenTwice() {
    var problems = bad("name: t\npool: a\n" + OPERATION + "pool: b\n");

    assertThat(problems).extracting(FileProblem::line).containsExactly(6);
    assertThat(problems.get(0).reason()).contains("'pool'", "line 2");
  }

  @Test
  void saysWhereYamlIsBroken() {
    assertThat(bad("name: t\nvariables: [\n").get(0).line()).isGreaterThanOrEqualTo(2);
    assertThat(bad("name: t\n\tpool: x\n").get(0).line()).isEqualTo(2);
  }

  @Test
  void refusesWhatIsNoObject() {
    assertThat(bad("- a\n- b\n").get(0).reason()).contains("object");
    assertThat(bad("just text").get(0).line()).isEqualTo(1);
  }

  @Test
  void makesNoObjectsThatADocumentNames() {
    assertThat(bad("name: !!javax.script.ScriptEngineManager [x]\n").get(0).reason())
        .contains("tag");
  }

  @Test
  void boundsWhatAliasesUnfoldTo() {
    StringBuilder bomb = new StringBuilder("name: t\nx0: &x0 [a,a,a,a,a,a,a,a,a,a]\n");
    for (int i = 1; i < 9; i++) {
      bomb.append("x").append(i).append(": &x").append(i).append(" [");
      bomb.append(("*x" + (i - 1) + ",").repeat(9)).append("*x").append(i - 1).append("]\n");
    }

    assertThat(bad(bomb.toString())).hasSize(1);
  }

  @Test
  void refusesACircle() {
    assertThat(bad("name: &a [*a]\n")).isNotEmpty();
  }

  @Test
  void refusesMergeKeysWithoutRiddles() {
    assertThat(bad("base: &b {pool: x}\n<<: *b\nname: t\n").get(0).reason()).contains("merge");
  }

  @Test
  void refusesDepthSizeAndOtherEncodings() {
    assertThat(bad("name: " + "[".repeat(200) + "]".repeat(200)).get(0).reason()).contains("Depth");
    assertThat(bad("#" + "x".repeat(TemplateFile.MAX_BYTES)).get(0).reason()).contains("larger");
    var latin = TemplateFile.parse("f.yaml", new byte[] {'n', (byte) 0xe9});
    assertThat(latin).isInstanceOf(TemplateFile.Bad.class);
  }

  @Test
  void refusesANameThatIsTwiceInAFile() {
    var problems = bad("name: a\n" + OPERATION + "---\nname: A\n" + OPERATION);

    assertThat(problems.get(0).toString()).isEqualTo("f.yaml:6: template 'A' is also in f.yaml:1");
  }

  private static TemplateFile.Good good(String text) {
    var parsed = TemplateFile.parse("f.yaml", text.getBytes(StandardCharsets.UTF_8));
    assertThat(parsed).isInstanceOf(TemplateFile.Good.class);
    return (TemplateFile.Good) parsed;
  }

  private static List<FileProblem> bad(String text) {
    var parsed = TemplateFile.parse("f.yaml", text.getBytes(StandardCharsets.UTF_8));
    assertThat(parsed).isInstanceOf(TemplateFile.Bad.class);
    return ((TemplateFile.Bad) parsed).problems();
  }
}
