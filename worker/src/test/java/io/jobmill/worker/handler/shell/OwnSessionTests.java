// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.handler.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnSessionTests {

  @TempDir Path folder;

  @BeforeEach
  void needUnix() {
    assumeTrue(File.separatorChar == '/', "sessions are a thing of Unix");
  }

  @Test
  void putsSetsidBeforeTheWholeNameOfTheProgram() throws IOException {
    Path setsid = program("one/setsid");
    Path shell = program("two/sh");
    OwnSession session = new OwnSession(path("one", "two"));

    assertThat(session.command(List.of("sh", "-eu", "script")))
        .containsExactly(setsid.toString(), shell.toString(), "-eu", "script");
    assertThat(session.command(List.of(shell.toString(), "script")))
        .containsExactly(setsid.toString(), shell.toString(), "script");
  }

  @Test
  void takesTheFirstOfSeveralAndNothingThatCannotBeRun() throws IOException {
    Path setsid = program("three/setsid");
    Path shell = program("two/sh");
    program("three/sh");
    Files.createDirectories(folder.resolve("one/setsid"));
    Files.createFile(folder.resolve("one/sh"));

    assertThat(new OwnSession(path("one", "two", "three")).command(List.of("sh")))
        .containsExactly(setsid.toString(), shell.toString());
  }

  @Test
  void leavesTheCommandAsItIsWhereThereIsNoSetsid() throws IOException {
    program("one/sh");

    assertThat(new OwnSession(path("one")).command(List.of("sh", "script")))
        .containsExactly("sh", "script");
    assertThat(new OwnSession(null).command(List.of("sh", "script")))
        .containsExactly("sh", "script");
  }

  @Test
  void leavesAProgramThatIsNotThereToWhoeverStartsIt() throws IOException {
    program("one/setsid");
    OwnSession session = new OwnSession(path("one"));

    assertThat(session.command(List.of("sh", "script"))).containsExactly("sh", "script");
    assertThat(session.command(List.of("bin/sh", "script"))).containsExactly("bin/sh", "script");
    assertThat(session.command(List.of("/no/such/sh"))).containsExactly("/no/such/sh");
  }

  private Path program(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.createFile(file);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private String path(String... folders) {
    return String.join(
        File.pathSeparator,
        List.of(folders).stream().map(name -> folder.resolve(name).toString()).toList());
  }
}
