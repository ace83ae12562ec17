// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

import org.jspecify.annotations.Nullable;

/** A store could not start. The first line of the message is meant for the user as it is. */
public final class StoreStartException extends RuntimeException {
  StoreStartException(String message) {
    super(message);
  }

  StoreStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static StoreStartException portInUse(int port, Exception cause) {
    return new StoreStartException(
        "port %d on 127.0.0.1 cannot be used for the store (%s); end the program that has it, or name another port (0 means any free one)"
            .formatted(port, cause.getMessage()),
        cause);
  }
}
