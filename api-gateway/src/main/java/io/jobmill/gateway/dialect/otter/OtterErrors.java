// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.dialect.otter;

import io.jobmill.gateway.problem.ErrorShape;
import io.jobmill.gateway.problem.PlainText;
import io.jobmill.gateway.problem.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;

/** Errors as Otter tells them: one line. */
final class OtterErrors implements ErrorShape {

  @Override
  public String dialect() {
    return "otter";
  }

  @Override
  public boolean owns(String path) {
    return OtterPaths.belongs(path);
  }

  /** Where the container refuses a method by itself, it lists all it knows; here there are two. */
  @Override
  public void write(HttpServletResponse response, Refusal refusal) throws IOException {
    if (refusal.status() == HttpServletResponse.SC_METHOD_NOT_ALLOWED) {
      response.setHeader(HttpHeaders.ALLOW, String.join(", ", OtterEndpoint.METHODS));
    }
    PlainText.write(response, refusal);
  }
}
