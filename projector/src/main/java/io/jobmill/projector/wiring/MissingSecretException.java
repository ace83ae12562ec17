// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.wiring;

import io.jobmill.secret.SecretKeyring;

/**
 * Without the secret no record can be told from a stranger's. The message is one line for an
 * operator.
 */
public final class MissingSecretException extends RuntimeException {

  MissingSecretException() {
    super(
        "jobmill.secret-key (JOBMILL_SECRET_KEY) is not set: at least %d characters, the same for gateways, workers and projectors"
            .formatted(SecretKeyring.MIN_SECRET_LENGTH));
  }
}
