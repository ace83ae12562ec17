// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** How one dialect says no, for requests that fail before they reach it. */
public interface ErrorShape {

  /** What the dialect is called in metrics. */
  String dialect();

  /** Whether a path, as it was sent, is one of the dialect's. */
  boolean owns(String path);

  /** Answers with the refusal, unless an answer is already on its way. */
  void write(HttpServletResponse response, Refusal refusal) throws IOException;
}
