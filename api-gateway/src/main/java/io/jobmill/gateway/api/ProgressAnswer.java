// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.api;

import io.jobmill.view.RunProgress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far something has come, as JSON. */
final class ProgressAnswer {

  private ProgressAnswer() {}

  static @Nullable Map<String, Object> of(@Nullable RunProgress progress) {
    return progress == null
        ? null
        : new Answer()
            .with("percent", progress.progress().percent())
            .with("text", progress.progress().text())
            .with("at", progress.at())
            .fields();
  }
}
