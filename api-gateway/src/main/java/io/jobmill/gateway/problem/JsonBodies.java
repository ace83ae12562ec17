// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.problem;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON that a caller sent: one object or array, of bounded depth, no name twice. Whatever the
 * bytes are, the only exception is a {@link Refusal}.
 */
public final class JsonBodies {

  private static final int MAX_DEPTH = 64;
  private static final int MAX_TEXT = 10 * 1024 * 1024;

  /** What Jackson says of its source and settings means nothing to a caller. */
  private static final Pattern ABOUT_THE_PARSER =
      Pattern.compile(" \\(start marker at .*|, from `[^`]*`");

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_TEXT)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private JsonBodies() {}

  /** The object as a tree of String, Long, BigDecimal, Boolean, List, Map and null. */
  public static Map<String, @Nullable Object> tree(byte[] body) {
    return read(body, JsonBodies::object);
  }

  /** The items of a body that is one array, as trees like {@link #tree}. */
  public static List<@Nullable Object> array(byte[] body) {
    return read(body, JsonToken.START_ARRAY, "array", JsonBodies::list);
  }

  /**
   * @param reader stands on the object's start and must be left on its end
   */
  public static <T> T read(byte[] body, Function<JsonParser, T> reader) {
    return read(body, JsonToken.START_OBJECT, "object", reader);
  }

  private static <T> T read(
      byte[] body, JsonToken start, String kind, Function<JsonParser, T> reader) {
    if (body.length == 0) {
      throw Refusal.badRequest("the request body is empty; a JSON %s is expected".formatted(kind));
    }
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
      if (parser.nextToken() != start) {
        throw Refusal.badRequest("the request body is not a JSON " + kind);
      }
      T value = reader.apply(parser);
      if (parser.nextToken() != null) {
        throw Refusal.badRequest("there is more after the JSON " + kind);
      }
      return value;
    } catch (JacksonException e) {
      throw Refusal.badRequest("the request body is not readable as JSON: " + reason(e));
    }
  }

  /** The text the parser stands on. */
  public static String text(JsonParser parser) {
    return wellFormed(parser.getString());
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = wellFormed(parser.currentName());
      parser.nextToken();
      map.put(name, value(parser));
    }
    return map;
  }

  private static @Nullable Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> list(parser);
      case VALUE_STRING -> text(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      default -> null;
    };
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

  /** JSON can spell half a character, which no UTF-8 can hold: it could never be passed on. */
  private static String wellFormed(String text) {
    boolean plain = text.chars().noneMatch(c -> Character.isSurrogate((char) c));
    if (!plain) {
      try {
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      } catch (CharacterCodingException e) {
        throw Refusal.badRequest("the request body has half of a surrogate pair in a text");
      }
    }
    return text;
  }

  private static String reason(JacksonException e) {
    String first = e.getOriginalMessage().lines().findFirst().orElse("");
    return "%s (line %d, column %d)"
        .formatted(
            ABOUT_THE_PARSER.matcher(first).replaceAll(""),
            e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
            e.getLocation() == null ? 1 : e.getLocation().getColumnNr());
  }
}
