// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.wiring;

import java.time.Duration;

/** The store did not answer at the start. The message is one line for an operator. */
public final class StoreUnreachableException extends RuntimeException {

  StoreUnreachableException(Duration waited, Throwable cause) {
    super(
        "the MongoDB servers of jobmill.mongodb.uri did not answer within %d s: %s"
            .formatted(waited.toSeconds(), cause.getMessage()),
        cause);
  }
}
