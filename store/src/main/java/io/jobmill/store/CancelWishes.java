// SPDX-License-Identifier: Apache-2.0
package io.jobmill.store;

import io.jobmill.view.CancelWish;
import java.time.Instant;
import java.util.Objects;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.jspecify.annotations.Nullable;

/** The fields of a {@link CancelWish} inside a view. */
final class CancelWishes {

  static final String FIELD = "cancel";

  private @Nullable Instant at;
  private String by = "";
  private @Nullable String reason;

  private CancelWishes() {}

  static CancelWish read(BsonReader reader) {
    CancelWishes draft = new CancelWishes();
    Bson.document(reader, name -> draft.readField(name, reader));
    return new CancelWish(Objects.requireNonNull(draft.at, "at"), draft.by, draft.reason);
  }

  static void write(BsonWriter writer, CancelWish wish) {
    writer.writeStartDocument(FIELD);
    Bson.write(writer, "at", wish.at());
    writer.writeString("by", wish.by());
    Bson.write(writer, "reason", wish.reason());
    writer.writeEndDocument();
  }

  private void readField(String name, BsonReader reader) {
    switch (name) {
      case "at" -> at = Bson.instant(reader);
      case "by" -> by = reader.readString();
      case "reason" -> reason = reader.readString();
      default -> reader.skipValue();
    }
  }
}
