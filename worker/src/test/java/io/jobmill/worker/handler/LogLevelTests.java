// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.handler.LogLevel;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LogLevelTests {

  @Test
  void handlersKnowTheLevelsThatRecordsKnow() {
    assertThat(Stream.of(LogLevel.values()).map(Enum::name))
        .containsExactlyElementsOf(
            Stream.of(io.jobmill.event.LogLevel.values()).map(Enum::name).toList());
  }
}
