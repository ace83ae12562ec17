// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import io.jobmill.handler.JobHandler;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.worker.metrics.WorkerListener;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a worker is made of besides its settings.
 *
 * @param handlers those that were found; shell and http come on top
 * @param keyring absent: no secret key is configured
 */
record WorkerParts(
    KafkaClients clients,
    List<JobHandler> handlers,
    @Nullable SecretKeyring keyring,
    WorkerListener listener,
    Clock clock) {}
