// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A copy of the launcher script in a tree where building and Java are stand-ins that tell what they
 * were called with.
 */
final class SourceTree {
  private static final Path SCRIPT = Path.of("../jobmill");
  private static final Pattern OURS = Pattern.compile("<artifactId>jobmill-([a-z-]+)</artifactId>");
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  private final Path root;
  private final Map<String, String> environment = new TreeMap<>();

  private SourceTree(Path root) {
    this.root = root;
  }

  static SourceTree in(Path root) throws IOException {
    SourceTree tree = new SourceTree(root);
    Files.copy(SCRIPT, root.resolve("jobmill"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.createDirectories(root.resolve("standalone/src/main"));
    tree.file("standalone/src/main/A.java", "");
    tree.file("standalone/pom.xml", "");
    tree.file("pom.xml", "");
    try (var files = Files.walk(root)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
      }
    }
    tree.building(
        """
        echo "[INFO] Building jobmill-standalone 0.1.0   [1/1]"
        mkdir -p standalone/target
        echo jar >standalone/target/jobmill-standalone-0.1.0.jar
        echo jar >standalone/target/jobmill-standalone-0.1.0-exec.jar
        touch -t 202601010000 standalone/target/jobmill-standalone-0.1.0-exec.jar
        """);
    return tree.jdk("17.0.15");
  }

  /** The commands that stand in for the build. */
  SourceTree building(String commands) throws IOException {
    executable("mvnw", "echo \"$*\" >>builds\n" + commands);
    return this;
  }

  /** A Java that says it is of this version, and otherwise prints its arguments. */
  SourceTree jdk(String version) throws IOException {
    executable(
        "jdk/bin/java",
        """
        if [ "$1" = -version ]; then
          echo 'openjdk version "%s" 2025-04-15' >&2
        else
          echo "java $*"
          echo "pid $$"
          echo "data $JOBMILL_DATA_DIR"
        fi
        """
            .formatted(version));
    executable("jdk/bin/javac", "");
    return with("JAVA_HOME", root.resolve("jdk").toString());
  }

  SourceTree with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  SourceTree without(String file) throws IOException {
    Files.delete(root.resolve(file));
    return this;
  }

  /** Leaves only these programs on the path. */
  SourceTree withPathOf(String... programs) throws IOException {
    for (String program : programs) {
      executable("path/" + program, "exec /usr/bin/%s \"$@\"%n".formatted(program));
    }
    return with("PATH", root.resolve("path").toString());
  }

  /** Makes a file newer than everything built so far. */
  void touch(String file) throws IOException {
    Files.setLastModifiedTime(
        root.resolve(file),
        FileTime.from(Files.getLastModifiedTime(jar()).toInstant().plus(Duration.ofSeconds(2))));
  }

  long builds() throws IOException {
    Path builds = root.resolve("builds");
    return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
  }

  /** What the last build was told. */
  String lastBuild() throws IOException {
    List<String> builds = Files.readAllLines(root.resolve("builds"));
    return builds.get(builds.size() - 1);
  }

  /** Adds an empty file. */
  String add(String name) throws IOException {
    file(name, "");
    return name;
  }

  /** The modules of the real tree that a module is made of, by what their poms say; itself too. */
  static Set<String> modulesOf(String module) throws IOException {
    Set<String> found = new TreeSet<>();
    collect(module, found);
    return found;
  }

  private static void collect(String module, Set<String> found) throws IOException {
    if (!found.add(module)) {
      return;
    }
    String pom = Files.readString(Path.of("..", module, "pom.xml"));
    String dependencies = pom.substring(pom.indexOf("<dependencies>"));
    for (String dependency : dependencies.split("</dependency>", -1)) {
      Matcher ours = OURS.matcher(dependency);
      if (ours.find() && !dependency.contains("<scope>test</scope>")) {
        collect(ours.group(1), found);
      }
    }
  }

  Path root() {
    return root;
  }

  private Path jar() {
    return root.resolve("standalone/target/jobmill-standalone-0.1.0.jar");
  }

  /** Runs the script in the tree's parent folder, with the given arguments. */
  Finished run(String... arguments) throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 1];
    command[0] = root.resolve("jobmill").toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    ProcessBuilder builder = new ProcessBuilder(command).directory(root.resolve("..").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("JOBMILL_"));
    builder.environment().putAll(environment);
    Path errors = Files.createTempFile(root, "errors", null);
    Process process = builder.redirectError(errors.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    return new Finished(status, process.pid(), out, Files.readString(errors));
  }

  /** What a run left behind. */
  record Finished(int status, long pid, String out, String err) {}

  private void executable(String name, String body) throws IOException {
    Path file = file(name, "#!/bin/sh\n" + body);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Path file(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
