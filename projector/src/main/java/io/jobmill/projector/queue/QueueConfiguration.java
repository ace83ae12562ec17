// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.queue;

import io.jobmill.kafka.EventRecords;
import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.LoopThread;
import io.jobmill.kafka.Sends;
import io.jobmill.projector.intake.GroupMember;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.wiring.TopicIds;
import io.jobmill.secret.SecretKeyring;
import io.jobmill.wire.Topics;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The loop that reports what stands on the queues. */
@Configuration(proxyBeanMethods = false)
public class QueueConfiguration {

  private static final int FETCH_BYTES = 16 * 1024 * 1024;

  /** The consumer group whose offsets say how far the queues have been reported. */
  public static String readerGroup(Topics topics) {
    return topics.prefix() + "queue-reader";
  }

  @Bean
  Requests requests(SecretKeyring keyring) {
    return new Requests(keyring);
  }

  @Bean
  LoopThread queueLoop(
      KafkaClients clients,
      TopicIds ids,
      Requests requests,
      EventRecords events,
      Sends sends,
      ProjectorListener listener) {
    Topics topics = ids.topics();
    return new LoopThread(
        "projector-queues",
        GroupMember.BETWEEN_POLLS,
        new QueueLoop(
            clients.consumer(
                "jobmill-projector-queues",
                GroupMember.tuning(readerGroup(topics), 5_000, FETCH_BYTES)),
            Pattern.compile(Pattern.quote(topics.prefix()) + "(jobs\\..+|broadcast)"),
            new ReceivedEvents(topics, requests, events),
            sends,
            listener),
        listener);
  }
}
