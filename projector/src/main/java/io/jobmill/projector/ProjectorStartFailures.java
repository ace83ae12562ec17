// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector;

import io.jobmill.kafka.KafkaSetupException;
import io.jobmill.projector.store.ForeignTopicException;
import io.jobmill.projector.wiring.MissingSecretException;
import io.jobmill.projector.wiring.StoreUnreachableException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says in one line why the projector cannot start, where a stack trace would say no more. */
final class ProjectorStartFailures implements FailureAnalyzer {

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof KafkaSetupException
          || cause instanceof ForeignTopicException
          || cause instanceof StoreUnreachableException
          || cause instanceof MissingSecretException) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
      }
    }
    return null;
  }
}
