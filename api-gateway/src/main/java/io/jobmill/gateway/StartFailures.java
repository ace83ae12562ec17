// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway;

import io.jobmill.gateway.security.UnusableSettingException;
import io.jobmill.kafka.KafkaSetupException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says in one line why the gateway cannot start, where a stack trace would say no more. */
final class StartFailures implements FailureAnalyzer {

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof KafkaSetupException || cause instanceof UnusableSettingException) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
      }
    }
    return null;
  }
}
