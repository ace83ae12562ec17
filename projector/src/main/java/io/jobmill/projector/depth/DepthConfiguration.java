// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.depth;

import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.LoopThread;
import io.jobmill.projector.admission.AdmissionConfiguration;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.wiring.ProjectorSettings;
import io.jobmill.projector.wiring.TopicIds;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The loop that measures queues. */
@Configuration(proxyBeanMethods = false)
public class DepthConfiguration {

  /** One record at a time, and no more bytes than that. */
  private static final Map<String, Object> SPARING =
      Map.of(
          "max.poll.records",
          1,
          "max.partition.fetch.bytes",
          1,
          "fetch.max.wait.ms",
          200,
          "auto.offset.reset",
          "earliest");

  @Bean(initMethod = "start", destroyMethod = "close")
  LoopThread depthLoop(
      Admin admin,
      KafkaClients clients,
      TopicIds ids,
      ProjectorSettings settings,
      ProjectorListener listener,
      Clock clock) {
    return new LoopThread(
        "projector-depths",
        settings.measureEvery(),
        new DepthLoop(
            new ClusterQueues(admin, ids.topics()),
            new ClusterSubmissions(
                admin, ids.topics().submissions(), AdmissionConfiguration.group(ids.topics())),
            clients.consumer("jobmill-projector-depths", SPARING),
            listener,
            clock),
        listener);
  }
}
