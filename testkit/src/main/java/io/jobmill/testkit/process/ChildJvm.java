// SPDX-License-Identifier: Apache-2.0
package io.jobmill.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java program in a JVM of its own. Its output is collected, errors included; it is killed when
 * the test closes it, or when this JVM ends.
 */
public final class ChildJvm implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final ChildOutput output;
  private final Thread atExit;

  private ChildJvm(Process process) {
    this.process = process;
    output = ChildOutput.of(process);
    atExit = new Thread(process::destroyForcibly, "kill-child");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** A child that runs a class from this JVM's class path. */
  public static ChildJvmSettings of(Class<?> mainClass) {
    return ChildJvmSettings.of(mainClass);
  }

  /** A child that runs an executable jar. */
  public static ChildJvmSettings of(Path jar) {
    return ChildJvmSettings.of(jar);
  }

  static ChildJvm start(ProcessBuilder builder) {
    try {
      return new ChildJvm(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it still runs, a frozen one included. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The lines that it has written so far. */
  public List<String> output() {
    return output.lines();
  }

  /**
   * Waits for a line that contains {@code text}, also one written earlier, and returns it.
   *
   * @throws AssertionError with the output when the child ends first, or after 60 seconds
   */
  public String awaitLine(String text) throws InterruptedException {
    return output.await(text, PATIENCE);
  }

  /** Ends it at once ({@code kill -9}) and waits until it is gone. */
  public void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    awaitExit();
  }

  /** Asks it to end ({@code SIGTERM}) and does not wait. */
  public void terminate() {
    // By its handle: destroy() of the process would close its output as well.
    process.toHandle().destroy();
  }

  /** Stops its threads ({@code SIGSTOP}): to others it is silent, and its connections stay open. */
  public void freeze() throws InterruptedException {
    signal("STOP");
  }

  /** Lets a frozen one go on ({@code SIGCONT}). */
  public void thaw() throws InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws InterruptedException {
    try {
      String command = "kill -%s %d".formatted(name, process.pid());
      int status = new ProcessBuilder("/bin/sh", "-c", command).start().waitFor();
      if (status != 0) {
        throw new IllegalStateException("`%s` ended with status %d".formatted(command, status));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits until it has ended and returns its status.
   *
   * @throws AssertionError with the output when it still runs after 60 seconds
   */
  public int awaitExit() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("the child still runs; its output:\n" + output);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
