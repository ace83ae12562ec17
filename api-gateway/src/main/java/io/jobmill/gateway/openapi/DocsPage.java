// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.openapi;

import io.jobmill.gateway.problem.Refusal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The page to browse the documents with. It loads nothing from anywhere else. */
@RestController
final class DocsPage {

  private static final String PAGE = "index.html";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  /** Every file there is, of ours and of Swagger UI's. */
  private static final Map<String, MediaType> OURS =
      Map.of(
          PAGE,
          MediaType.TEXT_HTML,
          "start.js",
          new MediaType("text", "javascript"),
          "start.css",
          new MediaType("text", "css"));

  private static final Map<String, MediaType> SWAGGER =
      Map.of(
          "swagger-ui.css", new MediaType("text", "css"),
          "swagger-ui-bundle.js", new MediaType("text", "javascript"),
          "favicon-32x32.png", MediaType.IMAGE_PNG);

  private final String swaggerFolder;
  private final PublishedDocuments documents;

  /**
   * @param swaggerFolder where Swagger UI is on the class path
   */
  DocsPage(String swaggerFolder, PublishedDocuments documents) {
    this.swaggerFolder = swaggerFolder;
    this.documents = documents;
  }

  /** To the page, and for who does not follow, what there is. */
  @GetMapping("/")
  ResponseEntity<String> start() {
    StringBuilder links = new StringBuilder("Jobmill\n\n/docs/ shows its APIs:\n");
    documents
        .all()
        .forEach(api -> links.append("/openapi/%s.json %s%n".formatted(api.name(), api.title())));
    return seeOther("docs/").contentType(MediaType.TEXT_PLAIN).body(links.toString());
  }

  @GetMapping("/docs")
  ResponseEntity<Void> withSlash() {
    return seeOther("docs/").build();
  }

  @GetMapping("/docs/")
  ResponseEntity<Resource> page() {
    return file(PAGE);
  }

  @GetMapping("/docs/{name}")
  ResponseEntity<Resource> file(@PathVariable String name) {
    if (OURS.containsKey(name)) {
      return ResponseEntity.ok()
          .contentType(OURS.get(name))
          .cacheControl(CacheControl.noCache())
          .header("Content-Security-Policy", POLICY)
          .header("X-Content-Type-Options", "nosniff")
          .body(new ClassPathResource(name, DocsPage.class));
    }
    if (SWAGGER.containsKey(name)) {
      return ResponseEntity.ok()
          .contentType(SWAGGER.get(name))
          .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
          .header("X-Content-Type-Options", "nosniff")
          .body(new ClassPathResource(swaggerFolder + name));
    }
    throw Refusal.notFound("there is no such file; the page is /docs/");
  }

  private static ResponseEntity.BodyBuilder seeOther(String place) {
    return ResponseEntity.status(HttpStatus.FOUND)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .location(URI.create(place));
  }
}
