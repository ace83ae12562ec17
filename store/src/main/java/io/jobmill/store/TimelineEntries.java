// SPDX-License-Identifier: Apache-2.0
package io.jobmill.store;

import io.jobmill.view.TimelineEntry;
import java.time.Instant;
import java.util.Objects;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.jspecify.annotations.Nullable;

/** The fields of a {@link TimelineEntry} inside a view. */
final class TimelineEntries {

  private @Nullable Instant at;
  private String type = "";
  private int attempt = 1;
  private String by = "";
  private @Nullable String message;
  private boolean late;

  private TimelineEntries() {}

  static TimelineEntry read(BsonReader reader) {
    TimelineEntries draft = new TimelineEntries();
    Bson.document(reader, name -> draft.readField(name, reader));
    return new TimelineEntry(
        Objects.requireNonNull(draft.at, "at"),
        draft.type,
        draft.attempt,
        draft.by,
        draft.message,
        draft.late);
  }

  static void write(BsonWriter writer, TimelineEntry entry) {
    writer.writeStartDocument();
    Bson.write(writer, "at", entry.at());
    writer.writeString("type", entry.type());
    writer.writeInt32("attempt", entry.attempt());
    writer.writeString("by", entry.by());
    Bson.write(writer, "message", entry.message());
    if (entry.late()) {
      writer.writeBoolean("late", true);
    }
    writer.writeEndDocument();
  }

  private void readField(String name, BsonReader reader) {
    switch (name) {
      case "at" -> at = Bson.instant(reader);
      case "type" -> type = reader.readString();
      case "attempt" -> attempt = (int) Bson.number(reader);
      case "by" -> by = reader.readString();
      case "message" -> message = reader.readString();
      case "late" -> late = reader.readBoolean();
      default -> reader.skipValue();
    }
  }
}
