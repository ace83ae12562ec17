// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import io.jobmill.handler.JobHandler;
import io.jobmill.job.Operation;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.observe.Spans;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.worker.metrics.WorkerListener;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a worker is made of besides its settings.
 *
 * @param handlers those that were found
 * @param builtIn which of {@link #BUILT_IN} come on top
 * @param keyring absent: no secret key is configured
 */
record WorkerParts(
    KafkaClients clients,
    List<JobHandler> handlers,
    Set<String> builtIn,
    @Nullable SecretKeyring keyring,
    WorkerListener listener,
    Clock clock,
    Spans spans) {

  /** The operations that come with the worker. */
  static final Set<String> BUILT_IN = Set.of(Operation.SHELL, Operation.HTTP);
}
