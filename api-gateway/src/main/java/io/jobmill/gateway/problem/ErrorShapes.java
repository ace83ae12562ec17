// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;

/** Says no in the form of the dialect that a path is for, or of RFC 9457 where it is for none. */
final class ErrorShapes {

  /** What a part of a path may have behind it; paths are compared without. */
  private static final Pattern PARAMETERS = Pattern.compile(";[^/]*");

  private final ObjectProvider<ErrorShape> shapes;

  /**
   * @param shapes of the dialects there are; asked for when they are needed
   */
  ErrorShapes(ObjectProvider<ErrorShape> shapes) {
    this.shapes = shapes;
  }

  /**
   * @param path as it was sent
   */
  void write(String path, HttpServletResponse response, Refusal refusal) throws IOException {
    String plain = PARAMETERS.matcher(path).replaceAll("");
    for (ErrorShape shape : shapes) {
      if (shape.owns(plain)) {
        shape.write(response, refusal);
        return;
      }
    }
    ProblemDetails.write(response, refusal);
  }
}
