// SPDX-License-Identifier: Apache-2.0
package io.jobmill.template;

import io.jobmill.job.OneLine;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names a variable may have, given that it becomes an environment variable of the job. */
final class VariableNames {

  static final int MAX_LENGTH = 50;

  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z]([A-Za-z0-9 _-]*[A-Za-z0-9])?");
  private static final String OURS = "JOBMILL_";
  private static final Set<String> STEERING =
      Set.of(
          "PATH",
          "IFS",
          "ENV",
          "BASH_ENV",
          "SHELLOPTS",
          "PS4",
          "RUBYOPT",
          "NODE_OPTIONS",
          "JAVA_TOOL_OPTIONS",
          "_JAVA_OPTIONS");
  private static final List<String> STEERING_PREFIXES =
      List.of("LD_", "DYLD_", "PYTHON", "PERL5", "GIT_");

  private VariableNames() {}

  /** What is wrong with a name that a template declares. */
  static Optional<String> problemOfDeclared(String name) {
    if (name.length() > MAX_LENGTH || !ALLOWED.matcher(name).matches()) {
      return Optional.of(
          "variable name "
              + OneLine.quoted(name)
              + " must be at most "
              + MAX_LENGTH
              + " letters, digits, dashes, spaces and underscores, begin with a letter and end with a letter or digit");
    }
    if (environmentName(name).toUpperCase(Locale.ROOT).startsWith(OURS)) {
      return Optional.of(
          "variable name '" + name + "' is reserved: JOBMILL_ names are set by Jobmill");
    }
    return Optional.empty();
  }

  /**
   * What is wrong with a name that only the caller gives: it must not steer the interpreter either.
   */
  static Optional<String> problemOfExtra(String name) {
    Optional<String> problem = problemOfDeclared(name);
    if (problem.isPresent()) {
      return problem;
    }
    String upper = environmentName(name).toUpperCase(Locale.ROOT);
    boolean steers =
        STEERING.contains(upper) || STEERING_PREFIXES.stream().anyMatch(upper::startsWith);
    return steers
        ? Optional.of("variable name '" + name + "' may be given only if the template declares it")
        : Optional.empty();
  }

  /**
   * The environment variable a name becomes: what such a name may not hold turns into an
   * underscore.
   */
  static String environmentName(String name) {
    return name.replaceAll("[^A-Za-z0-9_]", "_");
  }
}
