// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.report;

import io.jobmill.event.LogChunk;
import io.jobmill.kafka.Loop;
import io.jobmill.wire.LogChunkCodec;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What the logs of a worker share: the way out and the room on it. As a loop it sends what has
 * waited long enough.
 *
 * <p>Room is taken for an entry before it is added and given back when its chunk is acknowledged,
 * so all logs together never hold more than the settings allow. No deadlock: a waiting writer holds
 * no lock, and whatever others have pending is sent by this loop.
 */
public final class LogSender implements Loop {

  private final Set<LogStream> pending = ConcurrentHashMap.newKeySet();
  private final LogSettings settings;
  private final String topic;
  private final DurableSender sender;
  private final Room room;

  public LogSender(LogSettings settings, String topic, DurableSender sender) {
    this.settings = settings;
    this.topic = topic;
    this.sender = sender;
    this.room = new Room(settings.inFlightBytes());
  }

  /** Sends what every stream has pending. The pause between passes is the flush interval. */
  @Override
  public void runOnce() {
    for (Iterator<LogStream> each = pending.iterator(); each.hasNext(); ) {
      LogStream stream = each.next();
      // First out, then flushed: what is added meanwhile puts it in again.
      each.remove();
      stream.flush();
    }
  }

  LogSettings settings() {
    return settings;
  }

  void takeRoom(int bytes) throws InterruptedException {
    room.acquire(bytes);
  }

  void giveRoom(int bytes) {
    room.release(bytes);
  }

  /** Takes room that may not be there yet: the next writers wait the longer. */
  void borrowRoom(int bytes) {
    room.borrow(bytes);
  }

  void hasPending(LogStream stream) {
    pending.add(stream);
  }

  /**
   * Sends a chunk and gives its room back once it is acknowledged.
   *
   * @param bytes the room that was taken for it
   */
  CompletableFuture<Void> send(LogChunk chunk, int bytes) {
    byte[] key = chunk.id().toString().getBytes(StandardCharsets.UTF_8);
    return sender
        .send(new ProducerRecord<>(topic, key, LogChunkCodec.encode(chunk)))
        .whenComplete((done, failure) -> room.release(bytes));
  }

  /** A semaphore that can be overdrawn. */
  private static final class Room extends Semaphore {
    private static final long serialVersionUID = 1L;

    Room(int bytes) {
      super(bytes);
    }

    void borrow(int bytes) {
      reducePermits(bytes);
    }
  }
}
