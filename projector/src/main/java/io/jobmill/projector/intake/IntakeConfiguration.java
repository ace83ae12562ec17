// SPDX-License-Identifier: Apache-2.0
package io.jobmill.projector.intake;

import io.jobmill.kafka.KafkaClients;
import io.jobmill.kafka.LoopThread;
import io.jobmill.kafka.Sends;
import io.jobmill.projector.metrics.ProjectorListener;
import io.jobmill.projector.store.BlankPartitions;
import io.jobmill.projector.store.Positions;
import io.jobmill.projector.store.RecentViews;
import io.jobmill.projector.store.StatusTally;
import io.jobmill.projector.store.ViewWriter;
import io.jobmill.projector.upkeep.LimitChanges;
import io.jobmill.projector.upkeep.Upkeep;
import io.jobmill.projector.wiring.ProjectorSettings;
import io.jobmill.projector.wiring.TopicIds;
import io.jobmill.store.JobViews;
import io.jobmill.store.ViewDatabase;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The loop that projects events. */
@Configuration(proxyBeanMethods = false)
public class IntakeConfiguration {

  private static final int MOST_POLLED = 10_000;
  private static final int MIB = 1024 * 1024;

  @Bean
  BatchProjection.Stores projectionStores(
      JobViews views,
      ViewDatabase database,
      StatusTally tally,
      @Qualifier("eventPositions") Positions positions,
      ProjectorListener listener) {
    return new BatchProjection.Stores(views, new ViewWriter(database, listener), tally, positions);
  }

  @Bean
  BatchProjection batchProjection(
      BatchProjection.Stores stores, ProjectorSettings settings, ProjectorListener listener) {
    return new BatchProjection(stores, new RecentViews(settings.cachedViews()), listener);
  }

  @Bean(destroyMethod = "")
  Writing writing(BatchProjection projection, ViewDatabase database) {
    return new Writing(projection, new BlankPartitions(database));
  }

  @Bean
  EventReader eventReader(Sends sends, TopicIds ids, ProjectorListener listener) {
    return new EventReader(sends, ids.topics().deadLetters(), listener);
  }

  @Bean
  Feed eventFeed(
      KafkaClients clients,
      TopicIds ids,
      @Qualifier("eventPositions") Positions positions,
      ProjectorSettings settings,
      ProjectorListener listener) {
    var consumer =
        clients.consumer(
            "jobmill-projector-events",
            GroupMember.tuning(
                ids.topics().prefix() + "projector",
                Math.min(MOST_POLLED, settings.batchSize()),
                32 * MIB));
    return new Feed(consumer, positions, ids.topics().events(), listener);
  }

  @Bean
  EventLoop.Followers eventFollowers(Upkeep upkeep, StatusTally tally, LimitChanges limits) {
    return new EventLoop.Followers(upkeep, tally, limits);
  }

  @Bean
  LoopThread eventLoop(
      @Qualifier("eventFeed") Feed feed,
      EventReader reader,
      Writing writing,
      EventLoop.Followers followers,
      ProjectorSettings settings,
      ProjectorListener listener) {
    return new LoopThread(
        "projector-events",
        GroupMember.BETWEEN_POLLS,
        new EventLoop(feed, reader, writing, followers, settings.batchSize()),
        listener);
  }
}
