// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.jobmill.gateway.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the wrong keys of each source. Who has tried too many in a minute is told to wait; a right
 * key is never asked about, so nobody can be locked out. What is remembered is bounded however many
 * sources there are.
 */
final class WrongKeys {

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_SOURCES = 50_000;

  private static final Logger log = LoggerFactory.getLogger(WrongKeys.class);

  private final int allowed;
  private final Runnable counted;
  private final Clock clock;
  private final Cache<String, Window> windows;

  /**
   * @param counted is told of each
   */
  WrongKeys(int allowed, Runnable counted, Clock clock) {
    this.allowed = allowed;
    this.counted = counted;
    this.clock = clock;
    Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
    this.windows =
        Caffeine.newBuilder()
            .maximumSize(MOST_SOURCES)
            .expireAfterWrite(WINDOW)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /**
   * @throws Refusal 429 once the source has used up its minute
   */
  void count(String source) {
    counted.run();
    Instant now = clock.instant();
    Window window =
        windows
            .asMap()
            .compute(
                network(source),
                (any, old) ->
                    old == null || !now.isBefore(old.end())
                        ? new Window(now.plus(WINDOW), 1)
                        : new Window(old.end(), Math.min(old.count() + 1, allowed + 2)));
    if (window.count() == allowed + 1) {
      log.warn(
          "too many wrong API keys, more are refused until then source={} until={}",
          source,
          window.end());
    }
    if (window.count() > allowed) {
      throw Refusal.tooMany(
          "too many wrong API keys from this address",
          Duration.between(now, window.end()).plusSeconds(1));
    }
  }

  long remembered() {
    windows.cleanUp();
    return windows.estimatedSize();
  }

  /** An IPv6 host has a whole /64 of addresses to speak from; they count as one. */
  private static String network(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    String[] groups = address.split(":", -1);
    return String.join(":", Arrays.asList(groups).subList(0, Math.min(4, groups.length)));
  }

  private record Window(Instant end, int count) {}
}
