// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Streaming access to one JSON object: the record of a topic. Reading is strict about types and
 * says which field is wrong, tolerant of fields it does not know, and takes {@code null} for
 * absent.
 */
final class JsonRecord {

  static final int MAX_DEPTH = 64;

  private static final int MAX_TEXT = 16 * 1024 * 1024;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_TEXT)
                  .build())
          .build();

  private JsonRecord() {}

  /**
   * Is shown each field that is there; the parser stands on its value and must be left on the
   * value's end.
   */
  interface FieldReader {
    void read(String name, JsonParser value);
  }

  static void read(byte @Nullable [] record, FieldReader reader) {
    if (record == null || record.length == 0) {
      throw new UnreadableRecordException("the record is empty; a JSON object is expected");
    }
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), record)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new UnreadableRecordException("the record is not a JSON object");
      }
      object(parser, reader);
      if (parser.nextToken() != null) {
        throw new UnreadableRecordException("there is more after the JSON object");
      }
    } catch (JacksonException e) {
      throw new UnreadableRecordException(
          "not readable as JSON: " + firstLine(e.getOriginalMessage()));
    }
  }

  static void object(JsonParser parser, FieldReader reader) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() != JsonToken.VALUE_NULL) {
        reader.read(name, parser);
      }
    }
  }

  static void nested(String name, JsonParser parser, FieldReader reader) {
    if (!parser.hasToken(JsonToken.START_OBJECT)) {
      throw wrongType(name, "an object");
    }
    object(parser, reader);
  }

  static <T> List<T> list(String name, JsonParser parser, Function<JsonParser, T> item) {
    if (!parser.hasToken(JsonToken.START_ARRAY)) {
      throw wrongType(name, "a list");
    }
    List<T> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(item.apply(parser));
    }
    return items;
  }

  static String text(String name, JsonParser parser) {
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      throw wrongType(name, "a text");
    }
    return parser.getString();
  }

  /** A text, or a number or truth value as it is written. */
  static String scalar(String name, JsonParser parser) {
    if (!parser.currentToken().isScalarValue()) {
      throw wrongType(name, "a text, number or truth value");
    }
    return parser.getString();
  }

  static long wholeNumber(String name, JsonParser parser) {
    if (!parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
      throw wrongType(name, "a whole number");
    }
    return parser.getLongValue();
  }

  static int count(String name, JsonParser parser) {
    long number = wholeNumber(name, parser);
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw wrongType(name, "a whole number from 0 to " + Integer.MAX_VALUE);
    }
    return (int) number;
  }

  static boolean flag(String name, JsonParser parser) {
    if (!parser.hasToken(JsonToken.VALUE_TRUE) && !parser.hasToken(JsonToken.VALUE_FALSE)) {
      throw wrongType(name, "true or false");
    }
    return parser.getBooleanValue();
  }

  static Instant instant(String name, JsonParser parser) {
    String text = text(name, parser);
    try {
      return text.endsWith("Z") ? Instant.parse(text) : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw wrongType(name, "a date and time with an offset, like 2026-01-31T08:30:00Z");
    }
  }

  static Duration millis(String name, JsonParser parser) {
    return Duration.ofMillis(wholeNumber(name, parser));
  }

  /** A text turned into a value by a constructor that refuses bad ones with a sentence. */
  static <T> T converted(String name, JsonParser parser, Function<String, T> conversion) {
    String text = text(name, parser);
    try {
      return conversion.apply(text);
    } catch (IllegalArgumentException e) {
      throw new UnreadableRecordException("field '" + name + "': " + e.getMessage());
    }
  }

  /** Any JSON value as a tree of String, Long, BigDecimal, Boolean, List, Map and null. */
  static @Nullable Object tree(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> treeOfObject(parser);
      case START_ARRAY -> treeOfList(parser);
      case VALUE_STRING -> parser.getString();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      default -> null;
    };
  }

  static Map<String, @Nullable Object> treeOfObject(JsonParser parser) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      map.put(name, tree(parser));
    }
    return map;
  }

  static UnreadableRecordException wrongType(String name, String wanted) {
    return new UnreadableRecordException("field '" + name + "' must be " + wanted);
  }

  static <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw new UnreadableRecordException("field '" + name + "' is missing");
    }
    return value;
  }

  static byte[] write(Consumer<JsonGenerator> fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      generator.writeStartObject();
      fields.accept(generator);
      generator.writeEndObject();
    }
    return bytes.toByteArray();
  }

  static void writeIfPresent(JsonGenerator json, String name, @Nullable Object value) {
    if (value != null) {
      json.writeStringProperty(name, value.toString());
    }
  }

  static void writeTree(JsonGenerator json, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      map.forEach(
          (name, item) -> {
            json.writeName(String.valueOf(name));
            writeTree(json, item);
          });
      json.writeEndObject();
    } else if (value instanceof List<?> items) {
      json.writeStartArray();
      items.forEach(item -> writeTree(json, item));
      json.writeEndArray();
    } else if (value instanceof Number number) {
      json.writeNumber(new BigDecimal(number.toString()));
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value == null) {
      json.writeNull();
    } else {
      json.writeString(value.toString());
    }
  }

  private static List<@Nullable Object> treeOfList(JsonParser parser) {
    List<@Nullable Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(tree(parser));
    }
    return items;
  }

  private static Object number(JsonParser parser) {
    boolean fitsLong =
        parser.hasToken(JsonToken.VALUE_NUMBER_INT)
            && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    return fitsLong ? (Object) parser.getLongValue() : parser.getDecimalValue();
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }
}
