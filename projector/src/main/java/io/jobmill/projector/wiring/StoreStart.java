// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.wiring;

import com.mongodb.MongoTimeoutException;
import io.jobmill.store.ViewDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the store and makes its indexes. Services are started together, so it may come later.
 */
final class StoreStart {

  private static final Logger log = LoggerFactory.getLogger(StoreStart.class);

  private StoreStart() {}

  static void await(ViewDatabase database, Duration bound, Clock clock) {
    Instant deadline = clock.instant().plus(bound);
    while (true) {
      try {
        database.ensureIndexes();
        return;
      } catch (MongoTimeoutException e) {
        if (clock.instant().isAfter(deadline)) {
          throw new StoreUnreachableException(bound, e);
        }
        log.warn("store is not there yet, waiting reason={}", e.getMessage());
      }
    }
  }
}
