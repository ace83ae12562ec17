// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NamedCodeTests {

  private static final Pattern NAME =
      Pattern.compile("io\\.jobmill(\\.[a-z]+)+(\\.[A-Z][A-Za-z0-9]*)?");
  private static final Pattern SOURCE_FILE =
      Pattern.compile("(?:examples/)?[a-z-]+/src/[A-Za-z0-9_./-]+");
  private static final List<Path> FILES = ProjectFiles.all();

  static List<Path> documents() {
    return ProjectFiles.markdown();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyClassAndPackageThatIsNamedExists(Path document) {
    assertThat(found(NAME, document))
        .allSatisfy(name -> assertThat(exists(name)).as(name).isTrue());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everySourceFileThatIsNamedExists(Path document) {
    assertThat(found(SOURCE_FILE, document))
        .allSatisfy(
            path -> assertThat(Files.exists(ProjectFiles.ROOT.resolve(path))).as(path).isTrue());
  }

  @Test
  void theArchitectureNamesAClassForEachOfItsSteps() {
    String architecture = ProjectFiles.text(Path.of("ARCHITECTURE.md"));
    for (int step = 1; step <= 6; step++) {
      String start = "| " + step + " ";
      Optional<String> row = architecture.lines().filter(line -> line.startsWith(start)).findAny();

      assertThat(row)
          .hasValueSatisfying(
              line -> assertThat(line).containsPattern("`io\\.jobmill[a-z.]*\\.[A-Z]"));
    }
  }

  @Test
  void theArchitectureNamesEveryModule() {
    String architecture = ProjectFiles.text(Path.of("ARCHITECTURE.md"));
    Matcher module =
        Pattern.compile("<module>(.+?)</module>").matcher(ProjectFiles.text(Path.of("pom.xml")));

    while (module.find()) {
      assertThat(architecture).contains("| `" + module.group(1) + "` |");
    }
  }

  private static Set<String> found(Pattern pattern, Path document) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(ProjectFiles.text(document));
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  private static boolean exists(String name) {
    String path = name.replace('.', '/');
    return Stream.of(path + ".java", path + "/package-info.java")
        .anyMatch(file -> FILES.stream().anyMatch(each -> each.endsWith(Path.of(file))));
  }
}
