// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.setting;

import io.jobmill.standalone.RefusedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Reads values by name. A name that is set to nothing counts as not set.
 *
 * @param values the process's environment
 */
record Environment(Map<String, String> values) {
  private static final int LARGEST_PORT = 65_535;

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).map(String::strip).filter(text -> !text.isEmpty());
  }

  int port(String name, int otherwise) {
    return text(name).map(text -> port(name, text)).orElse(otherwise);
  }

  Path folder(String name, String otherwise) {
    String text = text(name).orElse(otherwise);
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new RefusedException("%s is '%s', which is no path".formatted(name, text), e);
    }
  }

  /**
   * A folder that is only read.
   *
   * @throws RefusedException when it is named and not there
   */
  Path existingFolder(String name, String otherwise) {
    Path folder = folder(name, otherwise);
    if (text(name).isPresent() && !Files.isDirectory(folder)) {
      throw new RefusedException(
          "%s is %s, and there is no such folder; make it, or name another"
              .formatted(name, folder));
    }
    return folder;
  }

  private static int port(String name, String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= LARGEST_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // The refusal below says it in the user's words.
    }
    throw new RefusedException(
        "%s is '%s'; it must be a port, 1 to %d, or 0 for any free one"
            .formatted(name, text, LARGEST_PORT));
  }
}
