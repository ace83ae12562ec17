// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.gateway.testing.Http;
import io.jobmill.gateway.testing.RunningGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocsPageTests {

  private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

  private final Http http = RunningGateway.emptied().http();

  @Test
  void isWhereTheRootLeads() {
    var root = http.get("/");

    assertThat(root.statusCode()).isEqualTo(302);
    assertThat(root.headers().firstValue("Location")).hasValue("docs/");
    assertThat(root.body()).contains("/openapi/otter.json Inedo Otter");
    assertThat(http.get("/docs").headers().firstValue("Location")).hasValue("docs/");
  }

  @Test
  void loadsNothingFromAnywhereElse() {
    var page = http.get("/docs/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'; script-src 'self'");
    assertThat(links(page.body()))
        .contains("swagger-ui-bundle.js", "swagger-ui.css", "start.js")
        .allSatisfy(
            link -> {
              assertThat(link).doesNotContain("//");
              assertThat(http.get("/docs/" + link).statusCode()).as(link).isEqualTo(200);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "start.js,text/javascript",
    "start.css,text/css",
    "swagger-ui-bundle.js,text/javascript",
    "swagger-ui.css,text/css",
    "favicon-32x32.png,image/png"
  })
  void servesEachFileAsWhatItIs(String file, String type) {
    var answer = http.get("/docs/" + file);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @ParameterizedTest
  @CsvSource({
    "/docs/nosuch",
    "/docs/swagger-initializer.js",
    "/docs/%2e%2e/start.js",
    "/docs/a/b",
    "/docs/OpenApiConfiguration.class"
  })
  void servesNothingElse(String path) {
    var answer = http.get(path);

    assertThat(answer.statusCode()).isIn(400, 404);
    assertThat(answer.body()).doesNotContain("Exception");
  }

  private static List<String> links(String html) {
    List<String> links = new ArrayList<>();
    Matcher link = LINK.matcher(html);
    while (link.find()) {
      if (!link.group(1).startsWith("../")) {
        links.add(link.group(1));
      }
    }
    return links;
  }
}
