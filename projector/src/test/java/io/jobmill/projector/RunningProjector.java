// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector;

import io.jobmill.projector.admission.AdmissionConfiguration;
import io.jobmill.projector.intake.IntakeConfiguration;
import io.jobmill.projector.logs.LogsConfiguration;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.queue.QueueConfiguration;
import io.jobmill.projector.upkeep.UpkeepConfiguration;
import io.jobmill.projector.wiring.WiringConfiguration;
import io.jobmill.testkit.infrastructure.KafkaServer;
import io.jobmill.testkit.infrastructure.MongoServer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** A whole projector in this JVM, whose listener belongs to the test. */
public final class RunningProjector implements AutoCloseable {

  public static final String SECRET = "a secret for tests, 32 characters and more";

  private final ConfigurableApplicationContext context;

  private RunningProjector(ConfigurableApplicationContext context) {
    this.context = context;
  }

  @SpringBootConfiguration(proxyBeanMethods = false)
  @Import({
    WiringConfiguration.class,
    IntakeConfiguration.class,
    LogsConfiguration.class,
    QueueConfiguration.class,
    UpkeepConfiguration.class,
    AdmissionConfiguration.class,
    ProjectorConfiguration.Lifecycle.class
  })
  static class WithoutMeters {}

  public static RunningProjector start(
      KafkaServer kafka, MongoServer mongo, ProjectorListener listener, String... settings) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("jobmill.kafka.bootstrap-servers", kafka.bootstrapServers());
    properties.put("jobmill.kafka.topic-prefix", kafka.topicPrefix());
    properties.put("jobmill.kafka.replication-factor", "1");
    properties.put("jobmill.mongodb.uri", mongo.uri());
    properties.put("jobmill.mongodb.database", mongo.database());
    properties.put("jobmill.secret-key", SECRET);
    return new RunningProjector(
        new SpringApplicationBuilder(WithoutMeters.class)
            .web(WebApplicationType.NONE)
            .initializers(
                (GenericApplicationContext context) ->
                    context.registerBean(ProjectorListener.class, () -> listener))
            .properties(properties)
            .properties(settings)
            .run());
  }

  /** Whether it has not ended, as it does when it cannot go on. */
  public boolean isRunning() {
    return context.isRunning();
  }

  @Override
  public void close() {
    context.close();
  }
}
