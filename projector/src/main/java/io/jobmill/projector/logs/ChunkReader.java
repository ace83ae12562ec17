// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.logs;

import io.jobmill.event.LogChunk;
import io.jobmill.kafka.DeadLetter;
import io.jobmill.kafka.Sends;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.store.ChunkWriter.StoredChunk;
import io.jobmill.wire.LogChunkCodec;
import io.jobmill.wire.UnreadableRecordException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes log chunks of records; what cannot be read is in the dead letters before this returns. */
final class ChunkReader {

  private static final Logger log = LoggerFactory.getLogger(ChunkReader.class);

  private final Sends sends;
  private final String deadLetters;
  private final ProjectorListener listener;

  ChunkReader(Sends sends, String deadLetters, ProjectorListener listener) {
    this.sends = sends;
    this.deadLetters = deadLetters;
    this.listener = listener;
  }

  List<StoredChunk> read(List<ConsumerRecord<byte[], byte[]>> records) {
    List<StoredChunk> chunks = new ArrayList<>(records.size());
    List<ProducerRecord<byte[], byte[]>> unreadable = new ArrayList<>(0);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        LogChunk chunk = LogChunkCodec.decode(record.value());
        chunks.add(StoredChunk.of(chunk, record.value(), Instant.ofEpochMilli(record.timestamp())));
      } catch (UnreadableRecordException e) {
        log.warn(
            "log chunk cannot be read, to the dead letters partition={} offset={} reason={}",
            record.partition(),
            record.offset(),
            e.getMessage());
        unreadable.add(DeadLetter.of(deadLetters, record, String.valueOf(e.getMessage())));
        listener.deadLettered(record.topic());
      }
    }
    if (!unreadable.isEmpty()) {
      sends.all(unreadable);
    }
    return chunks;
  }
}
