// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.openapi;

import io.jobmill.gateway.problem.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The documents, for everybody. */
@RestController
final class DocumentsApi {

  private static final String ENDING = ".json";

  private final PublishedDocuments documents;

  DocumentsApi(PublishedDocuments documents) {
    this.documents = documents;
  }

  @GetMapping("/openapi")
  Map<String, Object> list() {
    List<Map<String, Object>> items = documents.all().stream().map(DocumentsApi::item).toList();
    return Map.of("items", items);
  }

  @GetMapping("/openapi/{file}")
  ResponseEntity<byte[]> read(@PathVariable String file) {
    byte[] document =
        documents
            .find(file.endsWith(ENDING) ? file.substring(0, file.length() - ENDING.length()) : "")
            .orElseThrow(() -> Refusal.notFound("there is no such document; /openapi lists them"));
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noCache())
        .eTag(mark(document))
        .body(document);
  }

  private static Map<String, Object> item(ApiDescription description) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("name", description.name());
    item.put("title", description.title());
    item.put("url", "/openapi/" + description.name() + ENDING);
    return item;
  }

  private static String mark(byte[] document) {
    CRC32 sum = new CRC32();
    sum.update(document);
    return Long.toHexString(sum.getValue());
  }
}
