// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Streaming writing of one JSON object. Any text can be written: what UTF-8 cannot hold arrives as
 * the replacement character.
 */
final class JsonOutput {

  private JsonOutput() {}

  static byte[] write(Consumer<JsonGenerator> fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator generator =
        JsonFactories.OWN.createGenerator(ObjectWriteContext.empty(), bytes)) {
      generator.writeStartObject();
      fields.accept(generator);
      generator.writeEndObject();
    }
    return bytes.toByteArray();
  }

  static void text(JsonGenerator json, String name, String value) {
    json.writeName(Unicode.wellFormed(name));
    json.writeString(Unicode.wellFormed(value));
  }

  static void ifPresent(JsonGenerator json, String name, @Nullable Object value) {
    if (value != null) {
      text(json, name, value.toString());
    }
  }

  /** A counter, left out where it has not moved. */
  static void unless(int usual, JsonGenerator json, String name, int number) {
    if (number != usual) {
      json.writeNumberProperty(name, number);
    }
  }

  static void texts(JsonGenerator json, String name, List<String> texts) {
    json.writeName(name);
    texts(json, texts);
  }

  static void texts(JsonGenerator json, List<String> texts) {
    json.writeStartArray();
    texts.forEach(text -> json.writeString(Unicode.wellFormed(text)));
    json.writeEndArray();
  }
}
