// SPDX-License-Identifier: Apache-2.0
package io.jobmill.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.jspecify.annotations.Nullable;

/** Streaming access to BSON documents; absent stands for null both ways. */
final class Bson {

  private Bson() {}

  /** Is shown each field that is there and not null, and must read its value. */
  interface FieldReader {
    void read(String name);
  }

  static void document(BsonReader reader, FieldReader fields) {
    reader.readStartDocument();
    while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
      String name = reader.readName();
      if (reader.getCurrentBsonType() == BsonType.NULL) {
        reader.readNull();
      } else {
        fields.read(name);
      }
    }
    reader.readEndDocument();
  }

  static <T> List<T> list(BsonReader reader, Function<BsonReader, T> item) {
    List<T> items = new ArrayList<>();
    reader.readStartArray();
    while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
      items.add(item.apply(reader));
    }
    reader.readEndArray();
    return items;
  }

  /**
   * A whole number of either width: a shell that edits a document may change one into the other.
   */
  static long number(BsonReader reader) {
    return reader.getCurrentBsonType() == BsonType.INT32 ? reader.readInt32() : reader.readInt64();
  }

  static Instant instant(BsonReader reader) {
    return Instant.ofEpochMilli(reader.readDateTime());
  }

  static void write(BsonWriter writer, String name, @Nullable Object text) {
    if (text != null) {
      writer.writeString(name, text.toString());
    }
  }

  static void write(BsonWriter writer, String name, @Nullable Instant instant) {
    if (instant != null) {
      writer.writeDateTime(name, instant.toEpochMilli());
    }
  }

  static void write(BsonWriter writer, String name, @Nullable Boolean flag) {
    if (flag != null) {
      writer.writeBoolean(name, flag);
    }
  }

  /** A name as it is looked up: in lower case. */
  static void writeKey(BsonWriter writer, String field, @Nullable String name) {
    if (name != null) {
      writer.writeString(field, name.toLowerCase(Locale.ROOT));
    }
  }

  static <T> void write(
      BsonWriter writer, String name, List<T> items, BiConsumer<BsonWriter, T> item) {
    writer.writeStartArray(name);
    items.forEach(value -> item.accept(writer, value));
    writer.writeEndArray();
  }
}
