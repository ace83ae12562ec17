// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinksTests {

  static List<Path> documents() {
    return ProjectFiles.markdown();
  }

  @Test
  void thereAreDocumentsToLookAt() {
    assertThat(documents()).contains(Path.of("README.md"), Path.of("docs", "README.md"));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkLeadsSomewhere(Path document) {
    List<String> broken = new ArrayList<>();
    for (String link : new Markdown(ProjectFiles.text(document)).links()) {
      if (!link.contains("://") && !link.startsWith("mailto:") && !leadsSomewhere(document, link)) {
        broken.add(link);
      }
    }

    assertThat(broken).as("broken links in " + document).isEmpty();
  }

  @Test
  void theIndexNamesEveryPageBelowIt() {
    List<String> links = new Markdown(ProjectFiles.text(Path.of("docs", "README.md"))).links();

    List<String> pages =
        documents().stream()
            .filter(page -> page.startsWith("docs") && page.getNameCount() > 2)
            .map(page -> Path.of("docs").relativize(page).toString())
            .toList();
    assertThat(links).containsAll(pages);
  }

  private static boolean leadsSomewhere(Path document, String link) {
    String[] parts = link.split("#", 2);
    Path folder = document.getParent() == null ? Path.of("") : document.getParent();
    Path target = parts[0].isEmpty() ? document : folder.resolve(parts[0]).normalize();
    if (!Files.exists(ProjectFiles.ROOT.resolve(target))) {
      return false;
    }
    return parts.length == 1
        || !target.toString().endsWith(".md")
        || new Markdown(ProjectFiles.text(target)).anchors().contains(parts[1]);
  }
}
