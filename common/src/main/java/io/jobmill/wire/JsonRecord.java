// SPDX-License-Identifier: Apache-2.0
package io.jobmill.wire;

import io.jobmill.job.OneLine;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Streaming reading of one JSON object: the record of a topic. Strict about types, saying which
 * field is wrong; tolerant of fields it does not know; takes {@code null} for absent. Whatever the
 * bytes are, the only exception is {@link UnreadableRecordException}.
 */
final class JsonRecord {

  /** Times outside of it overflow where they are counted in milliseconds or added to. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");
  private static final Duration LONGEST = Duration.ofDays(36_500);

  /** Leaves room to count on from whatever a producer wrote. */
  private static final int HIGHEST_ORDINAL = 1_000_000_000;

  private JsonRecord() {}

  /**
   * Is shown each field that is there; the parser stands on its value and must be left on the
   * value's end.
   */
  interface FieldReader {
    void read(String name, JsonParser value);
  }

  /** Reads what Jobmill itself wrote. */
  static void read(byte @Nullable [] record, FieldReader reader) {
    read(JsonFactories.OWN, record, reader);
  }

  /** Reads what anyone may have written. */
  static void readFromAnyone(byte @Nullable [] record, FieldReader reader) {
    read(JsonFactories.ANYONE, record, reader);
  }

  private static void read(JsonFactory json, byte @Nullable [] record, FieldReader reader) {
    if (record == null || record.length == 0) {
      throw new UnreadableRecordException("the record is empty; a JSON object is expected");
    }
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), record)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new UnreadableRecordException("the record is not a JSON object");
      }
      object(parser, reader);
      if (parser.nextToken() != null) {
        throw new UnreadableRecordException("there is more after the JSON object");
      }
    } catch (JacksonException e) {
      throw new UnreadableRecordException("not readable as JSON: " + e.getOriginalMessage());
    }
  }

  private static void object(JsonParser parser, FieldReader reader) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = name(parser);
      if (parser.nextToken() != JsonToken.VALUE_NULL) {
        reader.read(name, parser);
      }
    }
  }

  static void nested(String name, JsonParser parser, FieldReader reader) {
    if (!parser.hasToken(JsonToken.START_OBJECT)) {
      throw wrong(name, "an object");
    }
    object(parser, reader);
  }

  static <T> List<T> list(String name, JsonParser parser, Function<JsonParser, T> item) {
    if (!parser.hasToken(JsonToken.START_ARRAY)) {
      throw wrong(name, "a list");
    }
    List<T> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(item.apply(parser));
    }
    return items;
  }

  static String text(String name, JsonParser parser) {
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      throw wrong(name, "a text");
    }
    return wellFormed(name, parser.getString());
  }

  /** A text, or a number or truth value as it is written. */
  static String scalar(String name, JsonParser parser) {
    if (!parser.currentToken().isScalarValue() || parser.hasToken(JsonToken.VALUE_NULL)) {
      throw wrong(name, "a text, number or truth value");
    }
    return wellFormed(name, parser.getString());
  }

  static long wholeNumber(String name, JsonParser parser, long least, long most) {
    boolean whole =
        parser.hasToken(JsonToken.VALUE_NUMBER_INT)
            && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    long number = whole ? parser.getLongValue() : 0;
    if (!whole || number < least || number > most) {
      throw wrong(name, "a whole number from " + least + " to " + most);
    }
    return number;
  }

  /** A number that counts or places something, from 0. */
  static long position(String name, JsonParser parser) {
    return wholeNumber(name, parser, 0, Long.MAX_VALUE);
  }

  static int count(String name, JsonParser parser) {
    return (int) wholeNumber(name, parser, 0, Integer.MAX_VALUE);
  }

  static int integer(String name, JsonParser parser) {
    return (int) wholeNumber(name, parser, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** A number that counts from 1. */
  static int ordinal(String name, JsonParser parser) {
    return (int) wholeNumber(name, parser, 1, HIGHEST_ORDINAL);
  }

  static double number(String name, JsonParser parser) {
    if (!parser.currentToken().isNumeric()) {
      throw wrong(name, "a number");
    }
    double number = parser.getDoubleValue();
    if (!Double.isFinite(number)) {
      throw wrong(name, "a number that is not as large");
    }
    return number;
  }

  static Duration millis(String name, JsonParser parser) {
    return Duration.ofMillis(wholeNumber(name, parser, 1, LONGEST.toMillis()));
  }

  static boolean flag(String name, JsonParser parser) {
    if (!parser.hasToken(JsonToken.VALUE_TRUE) && !parser.hasToken(JsonToken.VALUE_FALSE)) {
      throw wrong(name, "true or false");
    }
    return parser.getBooleanValue();
  }

  static Instant instant(String name, JsonParser parser) {
    String text = text(name, parser);
    try {
      Instant instant =
          text.endsWith("Z") ? InstantText.parse(text) : OffsetDateTime.parse(text).toInstant();
      if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
        throw wrong(name, "between the years 1 and 9999");
      }
      return instant;
    } catch (DateTimeException e) {
      throw wrong(name, "a date and time with an offset, like 2026-01-31T08:30:00Z");
    }
  }

  /** A text turned into a value by a constructor that refuses bad ones with a sentence. */
  static <T> T converted(String name, JsonParser parser, Function<String, T> conversion) {
    String text = text(name, parser);
    try {
      return conversion.apply(text);
    } catch (IllegalArgumentException e) {
      throw new UnreadableRecordException("field " + OneLine.quoted(name) + ": " + e.getMessage());
    }
  }

  static String name(JsonParser parser) {
    return wellFormed("name", parser.currentName());
  }

  /** JSON can spell half a character, which no UTF-8 can hold: it could never be written again. */
  static String wellFormed(String name, String text) {
    if (!Unicode.isWellFormed(text)) {
      throw wrong(name, "without half surrogate pairs");
    }
    return text;
  }

  static UnreadableRecordException wrong(String name, String wanted) {
    return new UnreadableRecordException("field " + OneLine.quoted(name) + " must be " + wanted);
  }

  static <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw new UnreadableRecordException("field " + OneLine.quoted(name) + " is missing");
    }
    return value;
  }
}
