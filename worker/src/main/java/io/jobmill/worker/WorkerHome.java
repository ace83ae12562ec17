// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import io.jobmill.secret.SecretKeyring;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a worker shares with the other services of its installation.
 *
 * @param dataDir where the worker keeps its id and what its scripts need while they run
 * @param secretKey with which obscured values are sealed, the same in every service; without it,
 *     jobs with such values are rejected
 */
@ConfigurationProperties("jobmill")
record WorkerHome(@DefaultValue("data") Path dataDir, @Nullable String secretKey) {

  /** What seals and opens obscured values; absent without a key. */
  @Nullable SecretKeyring keyring() {
    return secretKey == null || secretKey.isBlank() ? null : new SecretKeyring(secretKey);
  }

  /** Keeps the key out of logs. */
  @Override
  public String toString() {
    return "WorkerHome[dataDir=" + dataDir + "]";
  }
}
