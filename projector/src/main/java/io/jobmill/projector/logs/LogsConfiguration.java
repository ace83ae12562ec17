// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.logs;

import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.LoopThread;
import io.jobmill.kafka.Sends;
import io.jobmill.projector.intake.Feed;
import io.jobmill.projector.intake.GroupMember;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.store.ChunkWriter;
import io.jobmill.projector.store.Positions;
import io.jobmill.projector.wiring.TopicIds;
import io.jobmill.store.ViewDatabase;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The loop that keeps logs. */
@Configuration(proxyBeanMethods = false)
public class LogsConfiguration {

  private static final int FETCH_BYTES = 8 * 1024 * 1024;

  /**
   * Logs compress so well that the size of a fetch does not bound what comes out of it. A chunk has
   * some 256 KiB at most.
   */
  private static final int MOST_CHUNKS = 64;

  @Bean
  Feed logFeed(
      KafkaClients clients,
      TopicIds ids,
      @Qualifier("logPositions") Positions positions,
      ProjectorListener listener) {
    var consumer =
        clients.consumer(
            "jobmill-projector-logs",
            GroupMember.tuning(ids.topics().prefix() + "log-reader", MOST_CHUNKS, FETCH_BYTES));
    return new Feed(consumer, positions, ids.topics().logs(), listener);
  }

  @Bean
  LoopThread logLoop(
      @Qualifier("logFeed") Feed feed,
      Sends sends,
      ViewDatabase database,
      @Qualifier("logPositions") Positions positions,
      TopicIds ids,
      ProjectorListener listener) {
    return new LoopThread(
        "projector-logs",
        new LogLoop(
            feed,
            new ChunkReader(sends, ids.topics().deadLetters(), listener),
            new ChunkWriter(database),
            positions,
            listener),
        listener);
  }
}
