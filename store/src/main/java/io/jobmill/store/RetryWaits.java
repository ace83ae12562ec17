// SPDX-License-Identifier: Apache-2.0
package io.jobmill.store;

import io.jobmill.job.RetryDelays;
import java.time.Duration;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.jspecify.annotations.Nullable;

/** How long a job rests between attempts, as part of its document. */
final class RetryWaits {

  static final String FIELD = "retry";

  private long first = 1;
  private double factor = 1;
  private long longest = 1;
  private double jitter;

  private RetryWaits() {}

  static void write(BsonWriter writer, @Nullable RetryDelays delays) {
    if (delays == null) {
      return;
    }
    writer.writeStartDocument(FIELD);
    writer.writeInt64("delayMs", delays.first().toMillis());
    writer.writeDouble("factor", delays.factor());
    writer.writeInt64("maxDelayMs", delays.longest().toMillis());
    writer.writeDouble("jitter", delays.jitter());
    writer.writeEndDocument();
  }

  static RetryDelays read(BsonReader reader) {
    RetryWaits draft = new RetryWaits();
    Bson.document(reader, name -> draft.readField(name, reader));
    return new RetryDelays(
        Duration.ofMillis(draft.first),
        draft.factor,
        Duration.ofMillis(draft.longest),
        draft.jitter);
  }

  private void readField(String name, BsonReader reader) {
    switch (name) {
      case "delayMs" -> first = Bson.number(reader);
      case "factor" -> factor = number(reader);
      case "maxDelayMs" -> longest = Bson.number(reader);
      case "jitter" -> jitter = number(reader);
      default -> reader.skipValue();
    }
  }

  /** A shell that edits a document writes whole numbers as such. */
  private static double number(BsonReader reader) {
    return reader.getCurrentBsonType() == BsonType.DOUBLE
        ? reader.readDouble()
        : Bson.number(reader);
  }
}
