// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.openapi;

import io.swagger.v3.core.util.Json31;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The documents, each written once. Thread-safe. */
final class PublishedDocuments {

  private static final String VERSION = "3.1.1";

  private final Map<String, ApiDescription> descriptions = new TreeMap<>();
  private final Map<String, byte[]> written = new ConcurrentHashMap<>();

  PublishedDocuments(List<ApiDescription> descriptions) {
    descriptions.forEach(description -> this.descriptions.put(description.name(), description));
  }

  /** In the order of their names. */
  Collection<ApiDescription> all() {
    return descriptions.values();
  }

  /** The document as JSON. */
  Optional<byte[]> find(String name) {
    return Optional.ofNullable(descriptions.get(name))
        .map(description -> written.computeIfAbsent(name, any -> write(description)));
  }

  private static byte[] write(ApiDescription description) {
    String document = Json31.pretty(description.document().get().openapi(VERSION));
    if (document == null) {
      throw new IllegalStateException("document cannot be written: " + description.name());
    }
    return document.getBytes(StandardCharsets.UTF_8);
  }
}
