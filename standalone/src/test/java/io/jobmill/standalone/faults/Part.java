// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.faults;

import io.jobmill.testkit.process.ChildJvm;
import io.jobmill.testkit.process.ChildJvmSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A process of the installation, which can be killed and started again as it was. */
final class Part implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final String name;
  private final ChildJvmSettings settings;
  private final @Nullable URI root;
  private @Nullable ChildJvm process;

  private Part(String name, ChildJvmSettings settings, @Nullable URI root) {
    this.name = name;
    this.settings = settings;
    this.root = root;
  }

  /** One that says when it serves. */
  static Part server(String name, ChildJvmSettings settings) {
    return new Part(name, settings, null);
  }

  /** One that is asked over HTTP whether it is ready. */
  static Part service(String name, ChildJvmSettings settings, int port) {
    return new Part(
        name,
        settings.environment("SERVER_PORT", Integer.toString(port)),
        URI.create("http://127.0.0.1:" + port));
  }

  String name() {
    return name;
  }

  void start() {
    process = settings.start();
  }

  ChildJvm process() {
    return Objects.requireNonNull(process, name);
  }

  /** Ends it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process().kill();
    process().close();
  }

  /** Ends it as {@code SIGTERM} does, and waits until it is gone. */
  void stop() throws InterruptedException {
    process().terminate();
    int unused = process().awaitExit();
    process().close();
  }

  /** What whoever looks after the process does: starts it if it has ended. */
  void startIfEnded() {
    if (!process().isAlive()) {
      start();
    }
  }

  /**
   * Returns when it does its work for the first time. One that ends because another is not there
   * yet, which happens on a busy machine, is started again.
   */
  void awaitFirstReady() {
    URI where = Objects.requireNonNull(root, name);
    Awaitility.await(name + " is ready for the first time")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              startIfEnded();
              return isReady(where);
            });
  }

  /** Returns when it does its work; fails with its output if it ends instead. */
  void awaitReady() throws InterruptedException {
    awaitReady(PATIENCE);
  }

  /** The same, with another patience. */
  void awaitReady(Duration patience) throws InterruptedException {
    URI where = root;
    if (where == null) {
      String unused = process().awaitLine("serving on ");
      return;
    }
    Awaitility.await(name + " is ready")
        .atMost(patience)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> isReady(where));
  }

  private boolean isReady(URI where) throws InterruptedException {
    if (!process().isAlive()) {
      throw new IllegalStateException(name + ":\n" + String.join("\n", process().output()));
    }
    HttpRequest question =
        HttpRequest.newBuilder(where.resolve("/actuator/health/readiness"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return HTTP.send(question, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    ChildJvm last = process;
    if (last != null) {
      last.close();
    }
  }
}
