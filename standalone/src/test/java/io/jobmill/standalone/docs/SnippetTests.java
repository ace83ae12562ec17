// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Code that a document shows is compiled: it is what stands between the marks of a source file. Of
 * other files it is all.
 */
class SnippetTests {

  private static final Pattern SHOWN =
      Pattern.compile("(?s)<!-- snippet: (\\S+) -->\\n```[a-z]+\\n(.*?)```");
  private static final Pattern MARKED =
      Pattern.compile("(?s) *// snippet\\n(.*?) *// end of snippet\\n");

  static List<Path> documents() {
    return ProjectFiles.markdown();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void codeThatIsShownIsTheCodeThatIsCompiled(Path document) {
    Matcher shown = SHOWN.matcher(ProjectFiles.text(document));
    while (shown.find()) {
      assertThat(shown.group(2)).as(shown.group(1)).isEqualTo(marked(Path.of(shown.group(1))));
    }
  }

  private static String marked(Path source) {
    if (!source.toString().endsWith(".java")) {
      return ProjectFiles.text(source);
    }
    Matcher marked = MARKED.matcher(ProjectFiles.text(source));
    assertThat(marked.find()).as("marks in " + source).isTrue();
    String code = marked.group(1);
    int margin =
        code.lines()
            .filter(line -> !line.isBlank())
            .mapToInt(line -> line.length() - line.stripLeading().length())
            .min()
            .orElse(0);
    return code.lines()
        .map(line -> line.isBlank() ? "" : line.substring(margin))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
