// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector;

import com.mongodb.client.MongoClient;
import io.jobmill.kafka.CompactedTable;
import io.jobmill.kafka.LoopThread;
import io.jobmill.projector.admission.AdmissionConfiguration;
import io.jobmill.projector.depth.DepthConfiguration;
import io.jobmill.projector.intake.IntakeConfiguration;
import io.jobmill.projector.logs.LogsConfiguration;
import io.jobmill.projector.metrics.MetricsConfiguration;
import io.jobmill.projector.metrics.Pulse;
import io.jobmill.projector.queue.QueueConfiguration;
import io.jobmill.projector.upkeep.UpkeepConfiguration;
import io.jobmill.projector.wiring.MongoSettings;
import io.jobmill.projector.wiring.TopicIds;
import io.jobmill.projector.wiring.WiringConfiguration;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Everything the projector is made of, without a web server: what a process of its own and the
 * standalone server both import. Starts and stops with its context.
 */
@Configuration(proxyBeanMethods = false)
@Import({
  WiringConfiguration.class,
  MetricsConfiguration.class,
  IntakeConfiguration.class,
  LogsConfiguration.class,
  QueueConfiguration.class,
  UpkeepConfiguration.class,
  AdmissionConfiguration.class,
  DepthConfiguration.class,
  ProjectorConfiguration.Lifecycle.class,
  ProjectorConfiguration.Readiness.class
})
class ProjectorConfiguration {

  /** What starts and stops it all, and says how it fares. */
  @Configuration(proxyBeanMethods = false)
  static class Lifecycle {

    @Bean
    ProjectorLoops projectorLoops(
        List<CompactedTable<?>> tables,
        @Qualifier("eventLoop") LoopThread events,
        @Qualifier("logLoop") LoopThread logs,
        @Qualifier("queueLoop") LoopThread queues,
        @Qualifier("admissionLoop") LoopThread admission,
        Clock clock) {
      return new ProjectorLoops(tables, List.of(events, logs, queues, admission), clock);
    }

    @Bean
    LoopsHealth projectorLoopsHealthIndicator(ProjectorLoops loops) {
      return new LoopsHealth(loops);
    }
  }

  /** What says whether it can do its work. */
  @Configuration(proxyBeanMethods = false)
  static class Readiness {

    @Bean
    HealthIndicator projectorHealthIndicator(
        LoopsHealth loops, MongoClient client, MongoSettings settings, TopicIds ids, Pulse pulse) {
      return new ProjectorHealth(
          loops, client.getDatabase(settings.database()), ids.topics().events(), pulse);
    }
  }
}
