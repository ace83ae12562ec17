// SPDX-License-Identifier: Apache-2.0
package io.jobmill.testkit.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a {@link ChildJvm} runs. Each method returns a changed copy. The child inherits this JVM's
 * environment without the variables that begin with {@code JOBMILL_}.
 */
public final class ChildJvmSettings {
  /** It lives for a minute: compiling for speed would cost more than it brings. */
  private static final List<String> SHORT_LIVED =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final List<String> program;
  private final List<String> options;
  private final List<String> arguments;
  private final Map<String, String> environment;

  private ChildJvmSettings(
      List<String> program,
      List<String> options,
      List<String> arguments,
      Map<String, String> environment) {
    this.program = List.copyOf(program);
    this.options = List.copyOf(options);
    this.arguments = List.copyOf(arguments);
    this.environment = Map.copyOf(environment);
  }

  static ChildJvmSettings of(Class<?> mainClass) {
    String classPath = System.getProperty("java.class.path");
    return running(List.of("-cp", classPath, mainClass.getName()));
  }

  static ChildJvmSettings of(Path jar) {
    return running(List.of("-jar", jar.toString()));
  }

  private static ChildJvmSettings running(List<String> program) {
    return new ChildJvmSettings(program, SHORT_LIVED, List.of(), Map.of());
  }

  /** Sets an environment variable. */
  public ChildJvmSettings environment(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return new ChildJvmSettings(program, options, arguments, more);
  }

  /** Sets a system property. */
  public ChildJvmSettings property(String name, String value) {
    return option("-D" + name + "=" + value);
  }

  /** Adds an option of the JVM, such as {@code -Xmx256m}. */
  public ChildJvmSettings option(String option) {
    return new ChildJvmSettings(program, appended(options, option), arguments, environment);
  }

  /** Adds an argument of the program. */
  public ChildJvmSettings argument(String argument) {
    return new ChildJvmSettings(program, options, appended(arguments, argument), environment);
  }

  /** Starts the child. */
  public ChildJvm start() {
    return ChildJvm.start(processBuilder());
  }

  private ProcessBuilder processBuilder() {
    String java = String.join(File.separator, System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>(List.of(java));
    for (Collection<String> part : List.of(options, program, arguments)) {
      command.addAll(part);
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("JOBMILL_"));
    builder.environment().putAll(environment);
    return builder;
  }

  private static List<String> appended(List<String> list, String element) {
    List<String> longer = new ArrayList<>(list);
    longer.add(element);
    return longer;
  }
}
