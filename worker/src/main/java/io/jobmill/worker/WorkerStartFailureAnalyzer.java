// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker;

import io.jobmill.kafka.KafkaSetupException;
import io.jobmill.worker.identity.WorkerFolderException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Makes one line of a start that failed for a reason that is known. */
final class WorkerStartFailureAnalyzer implements FailureAnalyzer {

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof KafkaSetupException || cause instanceof WorkerFolderException) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
      }
    }
    return null;
  }
}
