// SPDX-License-Identifier: Apache-2.0
package io.jobmill.store;

import com.mongodb.client.model.Filters;
import io.jobmill.event.LogChunk;
import io.jobmill.job.JobId;
import io.jobmill.view.Run;
import io.jobmill.wire.LogChunkCodec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;

/** Read access to log chunks, a bounded number at a time. Thread-safe. */
public final class LogChunks {

  private final ViewDatabase database;

  public LogChunks(ViewDatabase database) {
    this.database = database;
  }

  /**
   * The chunks of one run from a number on, in order, up to the first one that is not there.
   *
   * @param first the number of the first chunk wanted
   * @param most how many at most; a chunk can have 256 KiB of text
   */
  public List<LogChunk> read(JobId id, Run run, int first, int most) {
    List<String> ids =
        IntStream.range(first, first + most)
            .mapToObj(n -> StorageIds.logChunk(id, run, n))
            .toList();
    List<LogChunk> found = new ArrayList<>();
    for (Document document : database.logs().find(Filters.in(Fields.ID, ids))) {
      found.add(LogChunkCodec.decode(document.get(Fields.RECORD, Binary.class).getData()));
    }
    found.sort(Comparator.comparingInt(LogChunk::chunk));
    int gapless = 0;
    while (gapless < found.size() && found.get(gapless).chunk() == first + gapless) {
      gapless++;
    }
    return List.copyOf(found.subList(0, gapless));
  }
}
