// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;

/**
 * Reads request bodies within a bound of bytes and one of time. Only a few large ones are read at
 * the same time, so that slow senders of many cannot fill the memory. Thread-safe.
 */
public final class RequestBodies {

  private static final int BLOCK = 8 * 1024;
  private static final int LARGE = 1024 * 1024;
  private static final int MOST_LARGE = 6;
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final RequestSettings settings;
  private final Clock clock;
  private final Semaphore large = new Semaphore(MOST_LARGE);

  RequestBodies(RequestSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The whole body; no bytes where there is none.
   *
   * @throws Refusal 413, 408, or 400 where it ends early or is broken
   */
  public byte[] read(HttpServletRequest request) {
    if (request.getContentLengthLong() > settings.maxBody().toBytes()) {
      throw tooLarge();
    }
    try {
      return read(request.getInputStream(), Math.max(0, request.getContentLength()));
    } catch (SocketTimeoutException e) {
      forget(request);
      throw Refusal.tooSlow(settings.bodyTimeout());
    } catch (IOException e) {
      forget(request);
      throw Refusal.badRequest("the request body is broken or ended early");
    }
  }

  private byte[] read(InputStream in, int expected) throws IOException {
    Instant deadline = clock.instant().plus(settings.bodyTimeout());
    ByteArrayOutputStream body = new ByteArrayOutputStream(Math.min(expected, BLOCK));
    byte[] block = new byte[BLOCK];
    boolean counted = false;
    try {
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        if (!counted && body.size() + n > LARGE) {
          counted = countLarge();
        }
        body.write(block, 0, n);
        if (body.size() > settings.maxBody().toBytes()) {
          throw tooLarge();
        }
        if (clock.instant().isAfter(deadline)) {
          throw Refusal.tooSlow(settings.bodyTimeout());
        }
      }
      return body.toByteArray();
    } finally {
      if (counted) {
        large.release();
      }
    }
  }

  private boolean countLarge() {
    if (!large.tryAcquire()) {
      throw Refusal.unavailable("too many large request bodies at the same time", RETRY);
    }
    return true;
  }

  /** Tomcat has set the right status already, but would make a 500 of the exception it notes. */
  private static void forget(HttpServletRequest request) {
    request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
  }

  private Refusal tooLarge() {
    return Refusal.tooLarge(
        "the request body is larger than %d bytes".formatted(settings.maxBody().toBytes()));
  }
}
