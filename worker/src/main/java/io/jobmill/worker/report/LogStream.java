// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.report;

import io.jobmill.event.LogChunk;
import io.jobmill.event.LogCount;
import io.jobmill.event.LogEntry;
import io.jobmill.event.LogLevel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The log of one attempt: masks, numbers and cuts entries, and sends them in chunks as they come.
 * Thread-safe. A writer waits for room first and only then takes this stream's lock.
 */
public final class LogStream {

  /** Field names and the time of an entry, on top of its text. */
  private static final int ENTRY_OVERHEAD = 80;

  private final LogOwner owner;
  private final Masker masker;
  private final LogSender sender;
  private final Clock clock;
  private List<LogEntry> pending = new ArrayList<>();
  private int pendingBytes;
  private long entries;
  private int chunks;
  private long textBytes;
  private boolean capped;
  private boolean closed;
  private CompletableFuture<Void> acknowledged = CompletableFuture.completedFuture(null);

  public LogStream(LogOwner owner, Masker masker, LogSender sender, Clock clock) {
    this.owner = owner;
    this.masker = masker;
    this.sender = sender;
    this.clock = clock;
  }

  /**
   * Adds a message, as several entries if it is very long. After {@link #close} nothing is added.
   *
   * @throws InterruptedException if interrupted while there was no room
   */
  public void add(LogLevel level, String message) throws InterruptedException {
    String text = PlainText.wellFormed(masker.mask(message));
    int from = 0;
    do {
      int end = Math.min(text.length(), from + LogSettings.MAX_ENTRY_CHARS);
      int to = PlainText.boundary(text, end);
      addEntry(level, text.substring(from, to));
      from = to;
    } while (from < text.length());
  }

  /**
   * Sends what is left.
   *
   * @param error a last ERROR entry, kept even beyond the cap
   * @return completed with the log's size when all of it is acknowledged
   */
  public CompletableFuture<LogCount> close(@Nullable String error) {
    synchronized (this) {
      if (!closed) {
        if (error != null) {
          addLast(error);
        }
        closed = true;
        sendPending();
      }
      LogCount count = new LogCount(entries, chunks);
      return acknowledged.thenApply(done -> count);
    }
  }

  synchronized void flush() {
    sendPending();
  }

  private void addEntry(LogLevel level, String text) throws InterruptedException {
    if (isFull()) {
      return;
    }
    int bytes = PlainText.jsonLength(text) + ENTRY_OVERHEAD;
    sender.takeRoom(bytes);
    synchronized (this) {
      if (closed || capped) {
        sender.giveRoom(bytes);
        return;
      }
      textBytes += PlainText.utf8Length(text);
      if (textBytes > sender.settings().maxBytes()) {
        capped = true;
        sender.giveRoom(bytes);
        append(LogLevel.WARN, capMessage());
        return;
      }
      append(level, text, bytes);
    }
  }

  private synchronized boolean isFull() {
    return closed || capped;
  }

  private String capMessage() {
    return "the log is cut here: it reached its limit of %d bytes, what follows is not kept"
        .formatted(sender.settings().maxBytes());
  }

  private void addLast(String error) {
    String text = PlainText.wellFormed(masker.mask(error));
    int end = Math.min(text.length(), LogSettings.MAX_ENTRY_CHARS);
    append(LogLevel.ERROR, text.substring(0, PlainText.boundary(text, end)));
  }

  /** Adds an entry of our own: at most two per log, for which no room has to be free. */
  private void append(LogLevel level, String text) {
    int bytes = PlainText.jsonLength(text) + ENTRY_OVERHEAD;
    sender.borrowRoom(bytes);
    append(level, text, bytes);
  }

  private void append(LogLevel level, String text, int bytes) {
    if (pendingBytes + bytes > LogSettings.MAX_CHUNK_BYTES) {
      sendPending();
    }
    if (pending.isEmpty()) {
      sender.hasPending(this);
    }
    pending.add(new LogEntry(level, clock.instant(), text));
    pendingBytes += bytes;
    entries++;
  }

  private void sendPending() {
    if (pending.isEmpty()) {
      return;
    }
    LogChunk chunk =
        new LogChunk(
            owner.id(),
            owner.attempt(),
            owner.origin(),
            owner.claim().offset(),
            chunks++,
            entries - pending.size() + 1,
            pending,
            owner.claim().part());
    CompletableFuture<Void> sent = sender.send(chunk, pendingBytes);
    pending = new ArrayList<>();
    pendingBytes = 0;
    acknowledged =
        acknowledged.isDone() ? sent : acknowledged.thenCombine(sent, (before, now) -> null);
  }
}
