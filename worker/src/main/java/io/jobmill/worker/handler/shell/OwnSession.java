// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts a program into a session of its own, so that a terminal's Ctrl-C reaches the worker, which
 * ends its scripts in order, and not the scripts themselves. Where the machine has no {@code
 * setsid}, programs stay in the worker's session.
 */
final class OwnSession {

  private static final Pattern SEPARATOR =
      Pattern.compile(Pattern.quote(System.getProperty("path.separator")));

  private final @Nullable String path;

  /**
   * @param path the worker's own search path
   */
  OwnSession(@Nullable String path) {
    this.path = path;
  }

  /**
   * The same command in a session of its own. It is the same one process: {@code setsid} becomes
   * the program. A program that is not there is left to whoever starts it: {@code setsid} would
   * tell of it in the job's log.
   */
  List<String> command(List<String> command) {
    Optional<Path> setsid = find("setsid");
    Optional<Path> program = find(command.get(0));
    if (setsid.isEmpty() || program.isEmpty()) {
      return command;
    }
    List<String> own = new ArrayList<>(command.size() + 1);
    own.add(setsid.get().toString());
    // By its whole name: a variable of the job may be called PATH.
    own.add(program.get().toString());
    own.addAll(command.subList(1, command.size()));
    return own;
  }

  private Optional<Path> find(String program) {
    if (program.contains("/")) {
      // Relative to a folder that is not ours here.
      return Optional.of(Path.of(program)).filter(Path::isAbsolute).filter(OwnSession::runs);
    }
    return Stream.ofNullable(path)
        .flatMap(SEPARATOR::splitAsStream)
        .filter(folder -> folder.startsWith("/"))
        .map(folder -> Path.of(folder, program))
        .filter(OwnSession::runs)
        .findFirst();
  }

  private static boolean runs(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
