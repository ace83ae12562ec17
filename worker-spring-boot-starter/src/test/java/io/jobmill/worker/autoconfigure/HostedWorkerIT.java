// SPDX-License-Identifier: Apache-2.0
package io.jobmill.worker.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.jobmill.event.JobEvent;
import io.jobmill.event.Outcome;
import io.jobmill.handler.JobContext;
import io.jobmill.handler.JobHandler;
import io.jobmill.job.JobId;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.WithKafka;
import io.jobmill.testkit.time.Await;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** An application that is there for something else, with the starter and handlers of its own. */
@WithKafka
@Timeout(120)
class HostedWorkerIT {

  @TempDir Path folder;

  @Test
  void runsAJobOfTheApplicationsOwnKindToItsEnd(KafkaServer kafka) {
    try (PoolOfJobs jobs = new PoolOfJobs(kafka);
        ConfigurableApplicationContext host = host(kafka)) {
      JobId id = jobs.submit("greet", "Name", "world");

      JobEvent.Ended ended = jobs.await(id, JobEvent.Ended.class);

      assertThat(ended.outcome()).isEqualTo(Outcome.SUCCEEDED);
      assertThat(ended.result()).isNotNull();
      assertThat(ended.result().text()).isEqualTo("hello world");
      HealthIndicator health = host.getBean("jobmillWorkerHealthIndicator", HealthIndicator.class);
      Await.until("it is healthy", () -> Objects.equals(health.health(), Health.up().build()));
    }
  }

  @Test
  void handsBackWhatStillRunsWhenTheApplicationEnds(KafkaServer kafka) {
    try (PoolOfJobs jobs = new PoolOfJobs(kafka)) {
      JobId id;
      try (ConfigurableApplicationContext host = host(kafka)) {
        assertThat(host.isRunning()).isTrue();
        id = jobs.submit("wait", "Name", "nobody");
        jobs.await(id, JobEvent.Started.class);
      }

      assertThat(jobs.await(id, JobEvent.HandedBack.class).reason())
          .startsWith("the worker was stopped");
    }
  }

  @Test
  void runsNoScriptsUnlessItIsToldTo(KafkaServer kafka) {
    try (PoolOfJobs jobs = new PoolOfJobs(kafka);
        ConfigurableApplicationContext plain = host(kafka)) {
      assertThat(plain.isRunning()).isTrue();
      JobId id = jobs.submitScript("true");

      assertThat(jobs.await(id, JobEvent.Deferred.class).reason())
          .isEqualTo("no handler for operation 'shell' on this worker");
    }
    try (PoolOfJobs jobs = new PoolOfJobs(kafka);
        ConfigurableApplicationContext shell =
            host(kafka, "--jobmill.worker.hosted.built-in=shell")) {
      assertThat(shell.isRunning()).isTrue();
      JobId id = jobs.submitScript("true");

      assertThat(jobs.await(id, JobEvent.Ended.class).outcome()).isEqualTo(Outcome.SUCCEEDED);
    }
  }

  private ConfigurableApplicationContext host(KafkaServer kafka, String... more) {
    return new SpringApplicationBuilder(Host.class)
        .properties(
            "spring.main.banner-mode=off",
            "jobmill.data-dir=" + folder,
            "jobmill.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
            "jobmill.kafka.topic-prefix=" + kafka.topicPrefix(),
            "jobmill.kafka.replication-factor=1",
            "jobmill.worker.slots=4",
            "jobmill.worker.ad-hoc=true",
            "jobmill.worker.grace=300ms")
        .run(more);
  }

  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Host {
    @Bean
    JobHandler greeting() {
      return handler("greet", job -> job.result("hello " + job.variables().text("Name")));
    }

    @Bean
    JobHandler waiting() {
      return handler("wait", job -> new CountDownLatch(1).await());
    }
  }

  private interface Body {
    void run(JobContext job) throws InterruptedException;
  }

  private static JobHandler handler(String name, Body body) {
    return new JobHandler() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void handle(JobContext job) throws InterruptedException {
        body.run(job);
      }
    };
  }
}
