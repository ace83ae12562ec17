// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Any JSON value as a tree of String, Long, BigDecimal, Boolean, List, Map and null. */
final class JsonTree {

  private JsonTree() {}

  static Map<String, @Nullable Object> readObject(String name, JsonParser parser) {
    if (!parser.hasToken(JsonToken.START_OBJECT)) {
      throw JsonRecord.wrong(name, "an object");
    }
    return object(parser);
  }

  static void write(JsonGenerator json, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      map.forEach(
          (name, item) -> {
            json.writeName(Unicode.wellFormed(String.valueOf(name)));
            write(json, item);
          });
      json.writeEndObject();
    } else if (value instanceof List<?> items) {
      json.writeStartArray();
      items.forEach(item -> write(json, item));
      json.writeEndArray();
    } else if (value instanceof Number number && isFinite(number)) {
      json.writeNumber(new BigDecimal(number.toString()));
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value == null) {
      json.writeNull();
    } else {
      json.writeString(Unicode.wellFormed(value.toString()));
    }
  }

  /** JSON has no word for the others; they are written as texts. */
  private static boolean isFinite(Number number) {
    return !(number instanceof Double || number instanceof Float)
        || Double.isFinite(number.doubleValue());
  }

  private static @Nullable Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> list(parser);
      case VALUE_STRING -> JsonRecord.wellFormed("data", parser.getString());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      default -> null;
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = JsonRecord.name(parser);
      parser.nextToken();
      map.put(name, value(parser));
    }
    return map;
  }

  private static List<@Nullable Object> list(JsonParser parser) {
    List<@Nullable Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return items;
  }

  private static Object number(JsonParser parser) {
    boolean fitsLong =
        parser.hasToken(JsonToken.VALUE_NUMBER_INT)
            && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    return fitsLong ? (Object) parser.getLongValue() : parser.getDecimalValue();
  }
}
