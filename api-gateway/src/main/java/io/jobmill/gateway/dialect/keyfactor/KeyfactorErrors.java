// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.keyfactor;

import io.jobmill.gateway.problem.ErrorShape;
import io.jobmill.gateway.problem.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The form of errors that the servlet container found. */
final class KeyfactorErrors implements ErrorShape {

  @Override
  public String dialect() {
    return "keyfactor";
  }

  @Override
  public boolean owns(String path) {
    return KeyfactorPaths.belongs(path);
  }

  @Override
  public void write(HttpServletResponse response, Refusal refusal) throws IOException {
    Replies.write(response, refusal);
  }
}
