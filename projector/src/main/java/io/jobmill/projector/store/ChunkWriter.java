// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.store;

import io.jobmill.event.LogChunk;
import io.jobmill.store.Fields;
import io.jobmill.store.StorageIds;
import io.jobmill.store.ViewDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;

/** Writes log chunks under ids that can be computed; one that is there already stays. */
public final class ChunkWriter {

  private final ViewDatabase database;

  public ChunkWriter(ViewDatabase database) {
    this.database = database;
  }

  /**
   * A chunk as it is kept: the record it came in. Its entries are not held on to, since they take
   * several times as much.
   *
   * @param appendedAt the broker's append time
   */
  public record StoredChunk(String id, Binary record, Instant appendedAt) {

    public static StoredChunk of(LogChunk chunk, byte[] record, Instant appendedAt) {
      return new StoredChunk(StorageIds.logChunk(chunk), new Binary(record), appendedAt);
    }
  }

  public void write(List<StoredChunk> chunks) {
    List<Document> documents = new ArrayList<>(chunks.size());
    for (StoredChunk stored : chunks) {
      documents.add(
          new Document(Fields.ID, stored.id())
              .append(Fields.RECORD, stored.record())
              .append(Fields.APPENDED_AT, Date.from(stored.appendedAt())));
    }
    Durable.insertMissing(database.logs(), documents);
  }
}
