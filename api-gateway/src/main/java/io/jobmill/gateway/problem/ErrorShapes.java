// SPDX-License-Identifier: Apache-2.0
package io.jobmill.gateway.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** Says no in the form of the dialect that a path is for, or of RFC 9457 where it is for none. */
public final class ErrorShapes {

  /** What a part of a path may have behind it; paths are compared without. */
  private static final Pattern PARAMETERS = Pattern.compile(";[^/]*");

  private final ObjectProvider<ErrorShape> shapes;
  private volatile @Nullable List<ErrorShape> found;

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
    Optional<ErrorShape> shape = of(path);
    if (shape.isPresent()) {
      shape.get().write(response, refusal);
    } else {
      ProblemDetails.write(response, refusal);
    }
  }

  /**
   * The shape of the dialect that a path is for; empty if it is for none.
   *
   * @param path as it was sent
   */
  public Optional<ErrorShape> of(String path) {
    String plain = path.indexOf(';') < 0 ? path : PARAMETERS.matcher(path).replaceAll("");
    for (ErrorShape shape : all()) {
      if (shape.owns(plain)) {
        return Optional.of(shape);
      }
    }
    return Optional.empty();
  }

  /** Looked for once: every request needs them. */
  private List<ErrorShape> all() {
    List<ErrorShape> known = found;
    if (known == null) {
      known = shapes.stream().toList();
      found = known;
    }
    return known;
  }
}
