// SPDX-License-Identifier: Apache-2.0
package io.jobmill.embedded.store;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the mongod of this machine. */
public final class MongodBinary {
  private static final Pattern SEPARATOR = Pattern.compile(File.pathSeparator, Pattern.LITERAL);

  private MongodBinary() {}

  /**
   * The mongod that a variable names, else the first on {@code PATH}.
   *
   * @param variable the name of the environment variable that may name it
   * @throws StoreStartException when the variable names something that cannot be run
   */
  public static Optional<Path> find(Map<String, String> environment, String variable) {
    String named = environment.getOrDefault(variable, "");
    if (named.isBlank()) {
      return onPath(environment.getOrDefault("PATH", ""));
    }
    Path binary = Path.of(named);
    if (!runnable(binary)) {
      throw new StoreStartException(
          "%s names %s, which is no program that can be run".formatted(variable, named));
    }
    return Optional.of(binary);
  }

  private static Optional<Path> onPath(String path) {
    return SEPARATOR
        .splitAsStream(path)
        .filter(folder -> !folder.isBlank())
        .flatMap(folder -> Stream.of("mongod", "mongod.exe").map(Path.of(folder)::resolve))
        .filter(MongodBinary::runnable)
        .findFirst();
  }

  private static boolean runnable(Path binary) {
    return Files.isRegularFile(binary) && Files.isExecutable(binary);
  }
}
