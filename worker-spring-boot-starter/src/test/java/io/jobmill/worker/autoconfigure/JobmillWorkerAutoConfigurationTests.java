// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.handler.JobContext;
import io.jobmill.handler.JobHandler;
import io.jobmill.testkit.time.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

@Timeout(60)
class JobmillWorkerAutoConfigurationTests {

  @TempDir Path folder;
  private ApplicationContextRunner host = new ApplicationContextRunner();

  /** Kafka is a port that nobody listens on. */
  @BeforeEach
  void useTheFolder() throws IOException {
    host =
        new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(JobmillWorkerAutoConfiguration.class))
            .withPropertyValues(
                "jobmill.data-dir=" + folder,
                "jobmill.kafka.bootstrap-servers=127.0.0.1:" + unusedPort(),
                "jobmill.kafka.start-timeout=1s");
  }

  @Test
  void theApplicationLivesWhileKafkaIsAwayAndItsHealthSaysWhy() {
    host.withUserConfiguration(OneHandler.class)
        .run(
            application -> {
              HealthIndicator health = application.getBean(HealthIndicator.class);
              Await.untilAsserted(
                  "the health says why",
                  () ->
                      assertThat(told(health).getDetails().get("reason"))
                          .asString()
                          .startsWith("no Kafka broker answered at 127.0.0.1:"));

              assertThat(told(health).getStatus()).isEqualTo(Status.DOWN);
              assertThat(application.getBean(Clock.class).instant()).isEqualTo(Instant.EPOCH);
            });
  }

  @Test
  void itCanBeStoppedAndStartedAgainWhileItIsStarting() {
    host.run(
        application -> {
          SmartLifecycle worker = application.getBean("jobmillWorker", SmartLifecycle.class);

          worker.stop();
          assertThat(worker.isRunning()).isFalse();
          worker.stop();
          worker.start();
          worker.start();
          assertThat(worker.isRunning()).isTrue();
        });
  }

  @Test
  void theNamesOfItsBeansAreNobodyElses() {
    List<String> own = beansOf(host);
    List<String> without = beansOf(host.withPropertyValues("jobmill.worker.enabled=false"));

    assertThat(own)
        .filteredOn(name -> !without.contains(name) && !name.startsWith("org.springframework."))
        .isNotEmpty()
        .allMatch(name -> name.contains("jobmill"));
  }

  @Test
  void itBringsNoWebServer() {
    assertThat(ClassUtils.isPresent("org.apache.catalina.startup.Tomcat", null)).isFalse();
    assertThat(ClassUtils.isPresent("org.springframework.web.servlet.DispatcherServlet", null))
        .isFalse();
  }

  @Test
  void itCanBeTurnedOff() {
    host.withPropertyValues("jobmill.worker.enabled=false")
        .run(application -> assertThat(application).doesNotHaveBean("jobmillWorker"));
  }

  @Test
  void itTellsNoHealthWhereThatIsTurnedOffOrNobodyCanTellAny() {
    host.withPropertyValues("management.health.jobmill-worker.enabled=false")
        .run(
            application ->
                assertThat(application)
                    .hasBean("jobmillWorker")
                    .doesNotHaveBean(HealthIndicator.class));
    host.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
        .run(
            application ->
                assertThat(application)
                    .hasBean("jobmillWorker")
                    .doesNotHaveBean("jobmillWorkerHealthIndicator"));
  }

  @Test
  void twoHandlersOfOneNameStopTheApplicationsStart() {
    host.withUserConfiguration(OneHandler.class, SameName.class)
        .run(
            application ->
                assertThat(application)
                    .hasFailed()
                    .getFailure()
                    .hasRootCauseInstanceOf(IllegalArgumentException.class)
                    .rootCause()
                    .hasMessageStartingWith("two job handlers are named 'greet'"));
  }

  @Test
  void aDataFolderThatCannotBeUsedStopsTheApplicationsStart() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");

    host.withPropertyValues("jobmill.data-dir=" + file)
        .run(
            application ->
                assertThat(application)
                    .hasFailed()
                    .getFailure()
                    .hasStackTraceContaining("cannot be used"));
  }

  @Test
  void anOperationThatDoesNotComeWithItCannotBeAskedFor() {
    host.withPropertyValues("jobmill.worker.hosted.built-in=shell,ftp")
        .run(
            application ->
                assertThat(application)
                    .hasFailed()
                    .getFailure()
                    .hasStackTraceContaining("can be shell and http"));
  }

  private static Health told(HealthIndicator health) {
    return Objects.requireNonNull(health.health());
  }

  private static List<String> beansOf(ApplicationContextRunner host) {
    List<List<String>> names = new ArrayList<>();
    host.run(application -> names.add(Arrays.asList(application.getBeanDefinitionNames())));
    return names.get(0);
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class OneHandler {
    @Bean
    JobHandler greeting() {
      return new Greeting();
    }

    @Bean
    Clock clock() {
      return Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class SameName {
    @Bean
    JobHandler anotherGreeting() {
      return new Greeting();
    }
  }

  private static final class Greeting implements JobHandler {
    @Override
    public String name() {
      return "greet";
    }

    @Override
    public void handle(JobContext job) {
      job.info("hello");
    }
  }
}
