// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** The records in {@code src/test/resources/golden}, formatted for people. */
final class Golden {

  static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

  private Golden() {}

  static List<String> names() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString().replace(".json", ""))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode tree(String name) {
    return JSON.readTree(FOLDER.resolve(name + ".json"));
  }

  /** The record without the line breaks and spaces that are there for people. */
  static byte[] bytes(String name) {
    return tree(name).toString().getBytes(StandardCharsets.UTF_8);
  }
}
