// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the page that gives a reason for each dependency to the poms. */
class DependenciesTests {

  private static final Path PAGE = Path.of("docs", "decisions", "0010-dependencies.md");
  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "<(?:dependency|path)>\\s*<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>");
  private static final Pattern MANAGED =
      Pattern.compile("(?s)<dependencyManagement>.*?</dependencyManagement>");

  @Test
  void everyDependencyHasAReasonAndEveryReasonADependency() {
    String chosen = ProjectFiles.text(PAGE).replaceAll("(?s)## Considered.*", "");
    Set<String> explained = new TreeSet<>();
    chosen
        .lines()
        .filter(line -> line.startsWith("| `"))
        .forEach(line -> explained.addAll(code(line.split("\\|", 3)[1])));
    explained.remove("spotless-maven-plugin");

    assertThat(explained).isEqualTo(used());
  }

  private static Set<String> used() {
    Set<String> used = new TreeSet<>();
    for (Path pom : ProjectFiles.all()) {
      if (pom.endsWith("pom.xml")) {
        String text = MANAGED.matcher(ProjectFiles.text(pom)).replaceAll("");
        Matcher dependency = DEPENDENCY.matcher(text);
        while (dependency.find()) {
          if (!dependency.group(1).equals("io.jobmill")) {
            used.add(dependency.group(2));
          }
        }
      }
    }
    return used;
  }

  private static Set<String> code(String text) {
    Set<String> code = new TreeSet<>();
    Matcher matcher = Pattern.compile("`([^`]+)`").matcher(text);
    while (matcher.find()) {
      code.add(matcher.group(1));
    }
    return code;
  }
}
