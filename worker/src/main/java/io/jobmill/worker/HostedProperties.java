// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import io.jobmill.job.Operation;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What holds only for a worker inside another application.
 *
 * @param builtIn which of {@code shell} and {@code http} it runs beside the application's own
 *     handlers; none unless it is said, because then whoever writes a template chooses what runs in
 *     the application's place
 */
@ConfigurationProperties("jobmill.worker.hosted")
record HostedProperties(@DefaultValue Set<String> builtIn) {

  HostedProperties {
    builtIn = Set.copyOf(builtIn);
    if (!WorkerParts.BUILT_IN.containsAll(builtIn)) {
      throw new IllegalArgumentException(
          "jobmill.worker.hosted.built-in can be %s and %s, not %s"
              .formatted(Operation.SHELL, Operation.HTTP, builtIn));
    }
  }
}
