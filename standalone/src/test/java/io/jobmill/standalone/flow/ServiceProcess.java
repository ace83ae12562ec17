// SPDX-License-Identifier: Apache-2.0
package io.jobmill.standalone.flow;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.MongoServer;
import io.jobmill.testkit.process.ChildJvm;
import io.jobmill.testkit.process.ChildJvmSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** One service, run from its executable jar as it is deployed. */
public final class ServiceProcess implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
  private static final Duration LONGEST_START = Duration.ofMinutes(3);

  private final ChildJvm process;

  private ServiceProcess(ChildJvm process) {
    this.process = process;
  }

  /** The settings that all services share, each with a data folder of its own. */
  static ChildJvmSettings of(String service, Path data, KafkaServer kafka, MongoServer mongo)
      throws IOException {
    return ChildJvm.of(jar(service))
        .option("-Xmx256m")
        .environment("SERVER_PORT", "0")
        .environment("JOBMILL_DATA_DIR", data.toString())
        .environment("JOBMILL_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers())
        .environment("JOBMILL_KAFKA_TOPIC_PREFIX", kafka.topicPrefix())
        .environment("JOBMILL_MONGODB_URI", mongo.uri())
        .environment("JOBMILL_MONGODB_DATABASE", mongo.database());
  }

  static ServiceProcess start(ChildJvmSettings settings) {
    return new ServiceProcess(settings.start());
  }

  /** Where it answers, when it says that it is ready. */
  URI awaitReady() {
    return Awaitility.await("the service is ready")
        .atMost(LONGEST_START)
        .until(this::readyAt, Optional::isPresent)
        .orElseThrow();
  }

  private Optional<URI> readyAt() throws InterruptedException {
    if (!process.isAlive()) {
      throw new IllegalStateException(String.join("\n", process.output()));
    }
    Optional<URI> root =
        process.output().stream()
            .map(PORT::matcher)
            .filter(Matcher::find)
            .map(found -> URI.create("http://localhost:" + found.group(1)))
            .findFirst();
    return root.isPresent()
            && new JobmillApi(root.get(), "")
                    .send("GET", "/actuator/health/readiness", "")
                    .statusCode()
                == 200
        ? root
        : Optional.empty();
  }

  long pid() {
    return process.pid();
  }

  void terminate() {
    process.terminate();
  }

  void awaitExit() throws InterruptedException {
    process.awaitExit();
  }

  @Override
  public void close() {
    process.close();
  }

  /** The executable jar of a service; the test is skipped where it is not built. */
  public static Path jar(String service) throws IOException {
    return jarIn(Path.of(".."), service);
  }

  /** The same below the root of another source tree. */
  public static Path jarIn(Path root, String service) throws IOException {
    Path target = root.resolve(service).resolve("target");
    Optional<Path> jar = Optional.empty();
    if (Files.isDirectory(target)) {
      try (Stream<Path> files = Files.list(target)) {
        jar = files.filter(file -> file.toString().endsWith("-exec.jar")).findFirst();
      }
    }
    assumeTrue(jar.isPresent(), () -> service + " is not packaged; ./mvnw package does that");
    return jar.orElseThrow();
  }
}
